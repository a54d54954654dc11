//! The browser suite: what a person does with the page, in a real browser, against the built `dist/`.

mod support;

mod accessible;
mod address;
mod agenda;
mod chinese;
mod edge_cases;
mod failures;
mod faults;
mod filters;
mod grid;
mod hostile;
mod hosts;
mod installed;
mod keys;
mod landing;
mod large;
mod look;
mod offline;
mod opened;
mod other;
mod picks;
mod published;
mod reading;
mod search;
mod times;
mod updates;
mod versions;
