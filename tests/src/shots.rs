//! Pictures of the page: what the README shows, and what the suite compares the page with.

use std::path::{Path, PathBuf};

use image::{
    ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};
use serde_json::json;

use crate::{
    browser::{Browser, Setup},
    site::Site,
};

/// A picture of the page.
#[derive(Clone, Copy, Debug)]
pub struct Shot {
    pub name: &'static str,
    /// Whether it is of the conference of 1,000 sessions, and not of IstioCon.
    large: bool,
    address: &'static str,
    /// In CSS pixels.
    size: (u32, u32),
    dark: bool,
    /// What is done on the page before.
    act: &'static str,
}

const PICK: &str = "for (const pick of [...document.querySelectorAll('.pick')].slice(0, 12).filter((pick, at) => at % 4 === 1)) pick.click()";

/// All of them. Each at a moment of its own, and in UTC, so that they are the same on every day.
pub const SHOTS: [Shot; 8] = [
    Shot {
        name: "desktop-light",
        large: false,
        address: "?tz=utc&now=2021-02-20T09:00:00Z",
        size: (1440, 900),
        dark: false,
        act: PICK,
    },
    Shot {
        name: "desktop-session",
        large: false,
        address: "?tz=utc&now=2021-02-20T09:00:00Z#using-istio",
        size: (1440, 900),
        dark: true,
        act: "",
    },
    Shot {
        name: "desktop-grid",
        large: true,
        address: "?view=grid&tz=utc&now=2026-03-01T11:10:00Z",
        size: (1440, 900),
        dark: false,
        act: "",
    },
    Shot {
        name: "tablet-dark",
        large: false,
        address: "?tz=utc&now=2021-02-20T09:00:00Z",
        size: (820, 1180),
        dark: true,
        act: PICK,
    },
    Shot {
        name: "phone-light",
        large: false,
        address: "?tz=utc&now=2021-02-20T09:00:00Z",
        size: (390, 844),
        dark: false,
        act: PICK,
    },
    Shot {
        name: "phone-session",
        large: false,
        address: "?tz=utc&now=2021-02-20T09:00:00Z#using-istio",
        size: (390, 844),
        dark: false,
        act: "",
    },
    Shot {
        name: "phone-now",
        large: true,
        address: "?view=now&tz=utc&now=2026-03-01T11:10:00Z",
        size: (390, 844),
        dark: true,
        act: "",
    },
    Shot {
        name: "phone-grid",
        large: true,
        address: "?view=grid&tz=utc&now=2026-03-01T11:10:00Z",
        size: (390, 844),
        dark: false,
        act: "",
    },
];

impl Shot {
    /// The committed picture.
    pub fn path(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots").join(format!("{}.png", self.name))
    }

    /// Takes it, of the page as it is built now: a PNG.
    pub async fn take(&self) -> Vec<u8> {
        let built = if self.large { "../target/generated-1000" } else { "../dist" };
        let site = Site::serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join(built), "/", 0)
            .await
            .expect("a port is free");
        let (width, height) = self.size;
        let browser = Browser::start(Setup { size: self.size, ..Setup::default() }).await;
        let scheme = if self.dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        browser.open(&format!("{}{}", site.address, self.address)).await;
        browser.answers().await;
        browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
        browser.run(self.act).await;
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        let picture = browser.client.screenshot().await.expect("the browser takes pictures");
        browser.quit().await;
        packed(&picture)
    }
}

/// The same picture in as few bytes as PNG has it.
fn packed(picture: &[u8]) -> Vec<u8> {
    let picture = image::load_from_memory(picture).expect("the browser took it").to_rgb8();
    let mut packed = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut packed, CompressionType::Best, FilterType::NoFilter);
    let (width, height) = picture.dimensions();
    encoder.write_image(&picture, width, height, ExtendedColorType::Rgb8).expect("it is written into memory");
    packed
}
