//! The stored records: any text is read or refused, and what is read is written and read again as it was.
#![no_main]

use tidetable::agenda::{decode, decode_baseline, encode, encode_baseline};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(agenda) = decode(text) {
        assert_eq!(decode(&encode(&agenda)).as_ref(), Ok(&agenda));
        let _ = (agenda.own_entries(), agenda.friends(), agenda.travel_time(), agenda.alarm());
    }
    let seen = decode_baseline(text);
    assert_eq!(decode_baseline(&encode_baseline(&seen)), seen);
});
