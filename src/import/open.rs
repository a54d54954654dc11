//! Files that a person opens in the browser.

use super::{ImportError, Settings, leave_out_images, merge, missing, read, settings::is_given};
use crate::protocol::{ImportFailure, ImportRequest, ImportResponse};

/// Reads files of one conference. Where nobody says its name, it is called by the first file. Its id is made of its name, where it has none.
///
/// # Errors
/// Where one of the files can't be read.
pub fn open(ImportRequest { files, name, timezone }: ImportRequest) -> Result<ImportResponse, ImportFailure> {
    let mut read_files = Vec::new();
    for file in files {
        read_files.push((stem(&file.name).to_owned(), read(&file.bytes)?));
    }
    let of_file = read_files.first().map(|(stem, _)| stem.clone()).unwrap_or_default();
    let mut settings = Settings { name, timezone, ..Settings::default() };
    let has_name =
        settings.name.is_some() || read_files.iter().any(|(_, file)| is_given(&file.schedule["name"]));
    if !has_name {
        settings.name = Some(of_file);
    }
    let mut schedule = merge(read_files, &settings).schedule;
    if !is_given(&schedule["id"]) {
        // Whatever the letters of its name are, an agenda has to be kept under something.
        schedule["id"] = "opened".into();
    }
    // They are elsewhere, and nothing is loaded from there.
    leave_out_images(&mut schedule, |_| true);
    let has_zone = missing(&schedule).is_empty();
    Ok(ImportResponse { schedule: schedule.to_string(), has_name, has_zone })
}

/// The name of a file without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

impl From<ImportError> for ImportFailure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Packed(_) => Self::Packed,
            ImportError::WebPage => Self::WebPage,
            ImportError::NotText | ImportError::Unknown => Self::Unknown,
            ImportError::Broken(_) => Self::Broken,
            ImportError::Ambiguous(_) => Self::Ambiguous,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{protocol::NamedFile, schedule::Schedule};

    fn opened(name: &str, text: &str) -> Result<ImportResponse, ImportFailure> {
        open(request(name, text))
    }

    fn request(name: &str, text: &str) -> ImportRequest {
        let file = NamedFile { name: name.into(), bytes: text.into() };
        ImportRequest { files: vec![file], name: None, timezone: None }
    }

    #[test]
    fn what_a_table_does_not_say_comes_from_the_name_of_its_file_and_from_the_person() {
        let table = "title,date,start,end\nTea,2026-05-01,09:00,10:00\n";
        let response = opened("Tea days.csv", table).unwrap();
        assert!(!response.has_zone && !response.has_name);
        let schedule = Schedule::read(&response.schedule, crate::import::zone).unwrap();
        assert_eq!((&*schedule.id, &*schedule.name), ("tea-days", "Tea days"));
        let said = |text: &str| Some(text.to_owned());
        let request =
            ImportRequest { name: said("茶"), timezone: said("Asia/Tokyo"), ..request("a.csv", table) };
        let response = open(request).unwrap();
        assert!(response.has_zone && response.has_name);
        let schedule = Schedule::read(&response.schedule, crate::import::zone).unwrap();
        assert_eq!((&*schedule.id, &*schedule.name), ("茶", "茶"));
        assert_eq!(schedule.sessions[0].start.to_rfc3339(), "2026-05-01T00:00:00Z");
        assert!(opened("…", table).unwrap().schedule.contains("\"id\":\"opened\""));
    }

    #[test]
    fn what_is_no_schedule_is_refused_by_its_kind() {
        for (text, failure) in [
            ("PK\u{3}\u{4}", ImportFailure::Packed),
            ("<!doctype html><title>T</title>", ImportFailure::WebPage),
            ("Dear all,", ImportFailure::Unknown),
            ("{", ImportFailure::Broken),
        ] {
            assert_eq!(opened("a", text), Err(failure), "{text}");
        }
    }
}
