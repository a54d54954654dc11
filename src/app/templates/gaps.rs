//! Free time.

use maud::html;

use super::{Times, agenda::from_to, session_link};
use crate::{
    agenda::{Fitting, Gap, Span},
    i18n::{self, agenda as messages},
    schedule::Schedule,
};

/// Of what fits into a gap so many are named.
const FITTING: usize = 6;

/// Free stretches, with what fits.
pub fn gaps(gaps: &[Gap], schedule: &Schedule, times: Times) -> String {
    if gaps.is_empty() {
        return String::new();
    }
    let fitting = |one: &Fitting| {
        let session = &schedule.sessions[one.index];
        html! { li {
            span .when { (from_to(times, Span::of(session))) } " " (session_link(session))
            @if !one.is_whole { " · " (messages::FITS_MOSTLY) }
            @if !one.terms.is_empty() { span .why { " " (i18n::both_about(&one.terms)) } }
        } }
    };
    let markup = html! {
        section aria-labelledby="_gaps-heading" {
            h2 #_gaps-heading { (messages::GAPS) }
            @for gap in gaps {
                h3 { (from_to(times, gap.span)) ", " (messages::length(gap.span.length())) }
                @if gap.fitting.is_empty() { p { (messages::NOTHING_FITS) } }
                ul { @for one in gap.fitting.iter().take(FITTING) { (fitting(one)) } }
                @if gap.fitting.len() > FITTING { p { (i18n::and_more(gap.fitting.len() - FITTING)) } }
            }
        }
    };
    markup.into_string()
}
