//! Filling in templates: `{{name}}`, as of Jinja.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, syntax::SyntaxConfig};

use super::Failure;

/// Fills in a template. Where its name ends in `.html` what is filled in is escaped, unless it is [`markup`].
///
/// # Errors
/// Where the template can't be read, or names what is not among the values.
pub fn render(name: &str, template: &str, values: Value) -> Result<String, Failure> {
    let mut environment = Environment::new();
    // Nothing but values: Jinja's signs for statements and comments occur in minified styles.
    let syntax =
        SyntaxConfig::builder().block_delimiters("{%%", "%%}").comment_delimiters("{##", "##}").build()?;
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_keep_trailing_newline(true);
    environment.set_auto_escape_callback(|name| match name.ends_with(".html") {
        true => AutoEscape::Html,
        false => AutoEscape::None,
    });
    environment.render_named_str(name, template, values).map_err(|error| format!("{name}: {error:#}").into())
}

/// What is filled in as it is.
pub fn markup(markup: impl Into<String>) -> Value {
    Value::from_safe_string(markup.into())
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn what_is_filled_in_is_escaped_in_a_page_and_not_looked_through_again() {
        let values = || context! { title => "<{{title}}>", app => markup("<p>{{title}}</p>") };
        let page = render("a.html", "@media print{#_a{top:0}}{{title}} {{app}}\n", values()).unwrap();
        assert_eq!(page, "@media print{#_a{top:0}}&lt;{{title}}&gt; <p>{{title}}</p>\n");
        assert_eq!(render("a.js", "'{{title}}'", values()).unwrap(), "'<{{title}}>'");
        let error = render("a.js", "{{other}}", values()).unwrap_err().to_string();
        assert!(error.contains("a.js"), "{error}");
    }
}
