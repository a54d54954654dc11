//! `schedule [--check] [--out FILE | --into FOLDER] [OPTION…] [FILE…]`: reads what an organiser publishes, tells what is wrong in it, and
//! writes the schedule file. `make build`, `make schedule` and `make check-schedule` call it.
//!
//! Without a file `SCHEDULE` names them: one, or several with spaces between them; each a path or an address. `--out -` writes to the
//! standard output, where nothing else is written. `--into` writes a file of the first one's name into a folder, the conference's pictures below it, and tells its path.
//! The options are those of [`Settings::from_options`]; they count more than a file `conference.toml` in the folder of the first file.

mod images;

use std::{
    collections::HashMap,
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use serde_json::Value;
use tidetable::{
    i18n,
    import::{self, Finding, Imported, Settings},
    schedule::Schedule,
};

type Failure = Box<dyn std::error::Error>;

/// Of more findings than so many, or so many alike, a build tells how many they are.
const TOLD: usize = 20;
const TOLD_ALIKE: usize = 3;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// What is to be done with the schedule.
enum Task {
    Check,
    Write(PathBuf),
    WriteInto(PathBuf),
}

fn run() -> Result<ExitCode, Failure> {
    let (task, files, options) = arguments()?;
    let options = Settings::from_options(&options).map_err(|error| error.0)?;
    let first = files.first().ok_or("no schedule is named: SCHEDULE=path/to/schedule.xml")?;
    let settings_file = Path::new(first).with_file_name("conference.toml");
    let settings = match fs::read_to_string(&settings_file) {
        Ok(text) if !is_address(first) => options
            .or(Settings::parse(&text)
                .map_err(|error| format!("{}: {}", settings_file.display(), error.0))?),
        _ => options,
    };
    let mut read = Vec::new();
    let mut texts = Vec::new();
    for file in &files {
        let bytes = load(file)?;
        let imported = import::read(&bytes).map_err(|error| format!("{file}: {error}"))?;
        texts.push((bytes, imported.schedule.clone()));
        read.push((stem(file), imported));
    }
    let Imported { schedule: file, doubts } = import::merge(read, &settings);
    // A schedule that is in the form already stays as it was written.
    let text = match &*texts {
        [(bytes, untouched)] if *untouched == file => String::from_utf8(bytes.clone()).ok(),
        _ => None,
    };
    let is_own = text.as_deref().is_some_and(|text| is_json_of(text, &file));
    let text = text.filter(|_| is_own).map_or_else(|| serde_json::to_string_pretty(&file), Ok)?;

    let mut findings = import::missing(&file);
    let stops = !findings.is_empty();
    findings.extend(doubts.into_iter().map(Finding::from));
    if !stops {
        findings.extend(of_schedule(&file, &text)?);
    }
    let is_check = matches!(task, Task::Check);
    tell(&files.join(" "), &findings, !is_check);
    let has_errors = findings.iter().any(|finding| finding.is_error);
    if stops || is_check && has_errors {
        return Ok(ExitCode::FAILURE);
    }
    match task {
        Task::Check => {}
        Task::Write(path) if path == Path::new("-") => std::io::stdout().write_all(text.as_bytes())?,
        Task::Write(path) => write(&path, &text)?,
        Task::WriteInto(folder) => {
            let path = folder.join(stem(first)).with_extension("json");
            write(&path, &with_images(file, text, first, &folder)?)?;
            println!("{}", path.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the pictures of a schedule into a folder, and returns its text without those that could not be had, which are told.
fn with_images(mut file: Value, text: String, first: &str, folder: &Path) -> Result<String, Failure> {
    let schedule = Schedule::read(&text, import::zone).map_err(|error| i18n::file_failed(&error))?;
    let source = Path::new(first).parent().unwrap_or(Path::new(""));
    let failed = images::write(schedule.guide(), source, folder)?;
    if failed.is_empty() {
        return Ok(text);
    }
    let findings = failed.iter().map(|(address, why)| Finding {
        is_error: false,
        path: address.clone(),
        what: format!("the picture could not be had, and is left out: {why}"),
        mend: "it has to be a JPEG, PNG, WebP or GIF that can be fetched".to_owned(),
    });
    tell(first, &findings.collect::<Vec<_>>(), true);
    import::leave_out_images(&mut file, |address| failed.iter().any(|(other, _)| other == address));
    Ok(serde_json::to_string_pretty(&file)?)
}

fn arguments() -> Result<(Task, Vec<String>, Vec<String>), Failure> {
    let (mut task, mut files, mut options) = (Task::Check, Vec::new(), Vec::new());
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} has no value"));
        match &*argument {
            "--check" => task = Task::Check,
            "--out" => task = Task::Write(value()?.into()),
            "--into" => task = Task::WriteInto(value()?.into()),
            option if option.starts_with("--") => {
                if !option.contains('=') {
                    options.extend([argument.clone(), value()?]);
                } else {
                    options.push(argument);
                }
            }
            _ => files.push(argument),
        }
    }
    if files.is_empty() {
        let named = env::var("SCHEDULE").unwrap_or_default();
        // The name of a file may have spaces in it.
        if Path::new(&named).exists() {
            files.push(named);
        } else {
            files.extend(named.split_whitespace().map(str::to_owned));
        }
    }
    Ok((task, files, options))
}

/// What a file or an address holds.
fn load(file: &str) -> Result<Vec<u8>, Failure> {
    if !is_address(file) {
        return fs::read(file).map_err(|error| format!("{file}: {error}").into());
    }
    let fetched = Command::new("curl")
        .args(["--fail", "--silent", "--show-error", "--location", "--max-time", "120", "--", file])
        .output();
    let fetched =
        fetched.map_err(|error| format!("{file}: curl, which fetches it, can't be started: {error}"))?;
    if fetched.status.success() {
        Ok(fetched.stdout)
    } else {
        Err(format!("{file}: {}", String::from_utf8_lossy(&fetched.stderr).trim()).into())
    }
}

fn is_address(file: &str) -> bool {
    file.starts_with("https://") || file.starts_with("http://")
}

/// The name of a file, or the last part of an address, without its ending.
fn stem(file: &str) -> String {
    let path =
        file.split(['?', '#']).next().filter(|_| is_address(file)).unwrap_or(file).trim_end_matches('/');
    let stem = Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| "schedule".to_owned())
}

fn is_json_of(text: &str, file: &Value) -> bool {
    tidetable::json::parse::<Value>(text.trim_start_matches('\u{feff}')).is_ok_and(|read| read == *file)
}

/// What is wrong in the schedule that the page would be made of.
fn of_schedule(file: &Value, text: &str) -> Result<Vec<Finding>, Failure> {
    let schedule = Schedule::read(text, import::zone).map_err(|error| i18n::file_failed(&error))?;
    let left_out = schedule.problems.iter().map(|problem| Finding {
        is_error: true,
        path: format!("sessions[{}]", problem.id),
        what: format!("it is left out: {}", i18n::skip_reason(&problem.reason)),
        mend: String::new(),
    });
    let mut findings: Vec<_> = left_out.collect();
    findings.extend(import::check(file, &schedule, |key| i18n::language(key) != key));
    Ok(findings)
}

fn tell(files: &str, findings: &[Finding], is_build: bool) {
    // Errors first, so that they are among those that are told.
    let (errors, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.is_error);
    let mut told = 0;
    let mut alike: HashMap<(&str, &str), usize> = HashMap::new();
    for finding in errors.into_iter().chain(others) {
        let of_kind = alike.entry((&finding.what, &finding.mend)).or_default();
        *of_kind += 1;
        if is_build && (told == TOLD || *of_kind > TOLD_ALIKE) {
            continue;
        }
        told += 1;
        eprintln!("{finding}");
    }
    if findings.len() > told {
        eprintln!("… and {} more: make check-schedule SCHEDULE=\"{files}\" tells all", findings.len() - told);
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // What was compressed of the file before would be served in its place.
    for ending in ["br", "gz"] {
        let mut compressed = path.as_os_str().to_owned();
        compressed.push(format!(".{ending}"));
        let _ = fs::remove_file(compressed);
    }
    // Whoever serves the file never sees half of it.
    let partial = path.with_extension("partial");
    fs::write(&partial, text)?;
    fs::rename(&partial, path).map_err(|error| format!("{}: {error}", path.display()).into())
}
