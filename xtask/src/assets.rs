//! Puts the site together: names that change with the content, the public files, the font, and everything compressed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::client::{Client, PARTS_SCRIPT};
use crate::compress;
use crate::place::{OUTPUT, Place, Profile, files_under, make_folder, read, write};
use crate::say::{self, Explain, Outcome};
use crate::stamp::{Stamp, short_hash};

/// Changes when the steps below change.
const RECIPE: &str = "2";

/// The font's files that the style sheet names; the rest of the package stays behind.
const FONT_FOLDER: &str = "@fontsource-variable/atkinson-hyperlegible-next/files";
const FONTS: [&str; 2] = ["atkinson-hyperlegible-next-latin-wght-normal.woff2", "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"];

/// Writes the whole site folder anew when any of its parts changed.
pub fn assemble(place: &Place, profile: Profile, client: &Client, css: &Path) -> Outcome {
    let site = place.site(profile);
    let public = place.root.join("public");
    let mut stamp = Stamp::of(place, &format!("site-{}", profile.name())).word(RECIPE).files(&client.folder)?.files(css)?.files(&public)?;
    for font in FONTS {
        stamp = stamp.files(&place.node_modules().join(FONT_FOLDER).join(font))?;
    }
    let stamp = stamp.seal(&[&site]);
    if stamp.is_fresh() {
        return Ok(());
    }
    let what = if profile.is_release() { "Putting the site together and compressing it" } else { "Putting the site together" };
    say::timed(what, || {
        let draft = place.fresh_folder("site-draft")?;
        copy_folder(&public, &draft)?;
        copy_fonts(place, &draft)?;
        write_pkg(profile, client, css, &draft.join("pkg"))?;
        if profile.is_release() {
            compress::folder(&draft)?;
        }
        replace(&site, &draft)
    })?;
    stamp.keep()
}

/// A release has names that change with what is in them: one for the style sheet, and one folder for the program, whose
/// files name each other. `files.json` tells the server all of them.
fn write_pkg(profile: Profile, client: &Client, css: &Path, pkg: &Path) -> Outcome {
    let css = read(css)?;
    if !profile.is_release() {
        copy_folder(&client.folder, pkg)?;
        return write(&pkg.join(format!("{OUTPUT}.css")), css);
    }
    let mut all = Vec::new();
    for file in files_under(&client.folder)? {
        all.extend(read(&file)?);
    }
    let version = short_hash(&all);
    copy_folder(&client.folder, &pkg.join(&version))?;
    let style = format!("{OUTPUT}.{}.css", short_hash(&css));
    write(&pkg.join(&style), css)?;
    let address = |name: &str| format!("/pkg/{version}/{name}");
    let parts: BTreeMap<String, Vec<String>> =
        client.parts()?.into_iter().map(|(part, names)| (part, names.iter().map(|name| address(name)).collect())).collect();
    let files = serde_json::json!({
        "style": format!("/pkg/{style}"),
        "scripts": [address(&format!("{OUTPUT}.js")), address(PARTS_SCRIPT)],
        "wasm": address(&format!("{OUTPUT}_bg.wasm")),
        "parts": parts,
    });
    write(&pkg.join("files.json"), files.to_string())
}

fn copy_fonts(place: &Place, draft: &Path) -> Outcome {
    for font in FONTS {
        let content = read(&place.node_modules().join(FONT_FOLDER).join(font))?;
        write(&draft.join("fonts").join(font), content)?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    make_folder(to)?;
    for file in files_under(from)? {
        let path: PathBuf = to.join(file.strip_prefix(from).explain("a file outside its own folder")?);
        write(&path, read(&file)?)?;
    }
    Ok(())
}

/// Renaming keeps the moment short in which a running server finds nothing.
fn replace(site: &Path, draft: &Path) -> Outcome {
    if site.exists() {
        std::fs::remove_dir_all(site).explain(format!("cannot remove {}", site.display()))?;
    }
    std::fs::rename(draft, site).explain(format!("cannot put {} in place", site.display()))
}
