//! Time zones, as the browser's `Intl` knows them (ECMA-402): the page carries no zone table of its own.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::{
    i18n::Locale,
    time::{HourCycle, Timestamp, Zone},
};

#[wasm_bindgen]
extern "C" {
    // js-sys has this type, but its constructor does not return the RangeError of an unknown zone.
    #[wasm_bindgen(js_namespace = Intl)]
    pub type DateTimeFormat;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locales: &JsValue, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    pub fn format(this: &DateTimeFormat, milliseconds: f64) -> String;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved_options(this: &DateTimeFormat) -> JsValue;
}

/// A format of a locale with these options; nothing where the browser does not know one of them.
pub fn format_with(locale: &JsValue, options: &[(&str, &str)]) -> Option<DateTimeFormat> {
    let object = Object::new();
    for (name, value) in options {
        Reflect::set(&object, &(*name).into(), &(*value).into()).ok()?;
    }
    DateTimeFormat::new(locale, &object).ok()
}

fn resolved(format: &DateTimeFormat, option: &str) -> Option<String> {
    Reflect::get(&format.resolved_options(), &option.into()).ok()?.as_string()
}

/// The viewer's zone at these instants (rising), and twelve or twenty-four hours as the browser's locale has it. Where `Intl`
/// has no name for the zone, it is named by `unnamed`.
pub fn local(instants: &[Timestamp], unnamed: &str) -> (Zone, HourCycle) {
    let format = format_with(&JsValue::UNDEFINED, &[("hour", "numeric")]);
    let option = |name: &str| format.as_ref().and_then(|format| resolved(format, name));
    let zone = Zone::probe(option("timeZone").as_deref().unwrap_or(unnamed), instants, |at| {
        let minutes_west = js_sys::Date::new(&JsValue::from_f64(at.0 as f64 * 1000.0)).get_timezone_offset();
        // NaN, for an instant beyond what a Date can hold, becomes 0.
        (-minutes_west * 60.0) as i32
    });
    let is_halved = Locale::current().halves_day
        && option("hourCycle").is_some_and(|cycle| cycle == "h12" || cycle == "h11");
    (zone, if is_halved { HourCycle::H12 } else { HourCycle::H23 })
}

/// A zone by IANA name at these instants (rising); nothing where the browser does not know it.
pub fn named(name: &str, instants: &[Timestamp]) -> Option<Zone> {
    let offsets = Offsets::of(name)?;
    Some(Zone::probe(name, instants, |at| offsets.at(at)))
}

/// The names of the zones the browser knows; empty where it can't list them.
pub fn names() -> Vec<String> {
    let list = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let supported = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?;
        supported.dyn_ref::<js_sys::Function>()?.call1(&intl, &"timeZone".into()).ok()
    };
    list()
        .map(|names| Array::from(&names).iter().filter_map(|name| name.as_string()).collect())
        .unwrap_or_default()
}

/// A zone's name as the browser spells it; nothing where it does not know the zone. One zone may have several names
/// (`Asia/Kolkata`, `Asia/Calcutta`): the one asked for stays, but for its letters' case.
pub fn spelled(name: &str) -> Option<String> {
    let spelled = resolved(&Offsets::of(name)?.0, "timeZone")?;
    Some(if spelled.eq_ignore_ascii_case(name) { spelled } else { name.to_owned() })
}

/// Answers for one zone's offset at any instant.
pub struct Offsets(DateTimeFormat);

impl Offsets {
    /// Nothing where the browser does not know the zone.
    pub fn of(name: &str) -> Option<Self> {
        format_with(&"en-US".into(), &[("timeZone", name), ("timeZoneName", "longOffset")]).map(Self)
    }

    /// Seconds east of UTC.
    pub fn at(&self, at: Timestamp) -> i32 {
        // Beyond 8.64e15 ms a Date is invalid (ECMA-262 section 21.4.1.1) and formatting it would throw.
        let milliseconds = (at.0 as f64 * 1000.0).clamp(-8.64e15, 8.64e15);
        crate::time::parse_gmt_offset(&self.0.format(milliseconds))
    }
}
