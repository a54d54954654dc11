//! Files to keep, and files that a person chooses.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, HtmlAnchorElement, HtmlInputElement, Url};

use super::{clock, document};

/// Has the browser keep a text as a file.
pub fn download(name: &str, media_type: &str, text: &str) {
    /// How long the browser may take to read it, in milliseconds.
    const READ_WITHIN: i32 = 60_000;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options);
    let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
    if let Some((url, link)) = url.ok().zip(document().create_element("a").ok()) {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
        clock::after(READ_WITHIN, move || {
            let _ = Url::revoke_object_url(&url);
        });
    }
}

/// A file that was chosen.
pub enum ChosenFile {
    Text(String),
    /// It is not read.
    TooLarge,
}

/// Calls back with the file that was chosen in a field, which is empty again then; `largest` is in bytes.
pub fn chosen(event: &Event, largest: u32, call: impl FnOnce(ChosenFile) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|files| files.item(0)) else { return };
    if file.size() > f64::from(largest) {
        input.set_value("");
        return call(ChosenFile::TooLarge);
    }
    clock::spawn(async move {
        // A file that can't be read is none of ours.
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        input.set_value("");
        call(ChosenFile::Text(text.unwrap_or_default()));
    });
}
