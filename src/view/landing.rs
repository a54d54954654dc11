//! Landing pages: of each session, and of each speaker, the build writes a page that is whole without a script. Links that are passed on
//! lead there. The service worker leads who has the app from there into it (`landing` in `public/sw.js`, which reads these paths).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands for itself in the name of a folder, on any system and in any address.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// The longest name, in bytes: file systems have room for 255.
const LONGEST: usize = 200;

/// The path of a session's landing page, by its id, from the folder of the site: `s/ID/`. Nothing of an id that is too long for one.
pub fn session_path(id: &str) -> Option<String> {
    path("s", id)
}

/// The path of a speaker's landing page: `speakers/NAME/`.
pub fn speaker_path(name: &str) -> Option<String> {
    path("speakers", name)
}

fn path(folder: &str, name: &str) -> Option<String> {
    Some(format!("{folder}/{}/", encoded_name(name)?))
}

/// A name as that of a file or folder: percent-encoding (RFC 3986, section 2.1) with another sign for `%`, which servers take for an
/// escape. Nothing where that is too long.
pub(super) fn encoded_name(name: &str) -> Option<String> {
    let name = utf8_percent_encode(name, NAME).to_string().replace('%', "~");
    (name.len() <= LONGEST).then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::Fragment;

    #[test]
    fn a_path_is_plain_and_short() {
        assert_eq!(session_path("airbnb-on-istio").as_deref(), Some("s/airbnb-on-istio/"));
        assert_eq!(speaker_path("Zoë ~ ../x").as_deref(), Some("speakers/Zo~C3~AB~20~7E~20~2E~2E~2Fx/"));
        assert_eq!(session_path(&"漢".repeat(30)), None);
    }

    proptest! {
        #[test]
        fn of_a_path_the_id_can_be_read_as_the_service_worker_does(id in "\\PC{1,16}") {
            let path = session_path(&id).unwrap();
            let name = path.strip_prefix("s/").unwrap().strip_suffix('/').unwrap();
            prop_assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_~".contains(&byte)));
            let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
            prop_assert_eq!(decoded(&name.replace('~', "%")), decoded(&Fragment::link(&id)[1..]));
        }
    }
}
