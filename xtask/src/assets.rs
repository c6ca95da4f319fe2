//! Puts the site together: names that change with the content, the public files, the font, and everything compressed.

use std::path::{Path, PathBuf};

use crate::client::Client;
use crate::compress;
use crate::place::{OUTPUT, Place, Profile, files_under, make_folder, read, read_text, write};
use crate::say::{self, Explain, Outcome};
use crate::stamp::{Stamp, short_hash};

/// Changes when the steps below change.
const RECIPE: &str = "1";

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
    let hash_file = place.hash_file();
    let mut made = vec![site.as_path()];
    if profile.is_release() {
        made.push(&hash_file);
    }
    let stamp = stamp.seal(&made);
    if stamp.is_fresh() {
        return Ok(());
    }
    let what = if profile.is_release() { "Putting the site together and compressing it" } else { "Putting the site together" };
    say::timed(what, || {
        let draft = place.fresh_folder("site-draft")?;
        copy_folder(&public, &draft)?;
        copy_fonts(place, &draft)?;
        write_pkg(place, profile, client, css, &draft.join("pkg"))?;
        if profile.is_release() {
            compress::folder(&draft)?;
        }
        replace(&site, &draft)
    })?;
    stamp.keep()
}

fn write_pkg(place: &Place, profile: Profile, client: &Client, css: &Path, pkg: &Path) -> Outcome {
    let (wasm, css) = (read(&client.wasm)?, read(css)?);
    let script = read_text(&client.script)?;
    copy_folder(&client.folder, pkg)?;
    if !profile.is_release() {
        return write(&pkg.join(format!("{OUTPUT}.css")), css);
    }
    for plain in [&client.script, &client.wasm] {
        let plain = pkg.join(plain.file_name().unwrap_or_default());
        std::fs::remove_file(&plain).explain(format!("cannot remove {}", plain.display()))?;
    }
    let wasm_hash = short_hash(&wasm);
    let script = script.replace(&format!("{OUTPUT}_bg.wasm"), &format!("{OUTPUT}.{wasm_hash}.wasm"));
    let (js_hash, css_hash) = (short_hash(script.as_bytes()), short_hash(&css));
    write(&pkg.join(format!("{OUTPUT}.{wasm_hash}.wasm")), wasm)?;
    write(&pkg.join(format!("{OUTPUT}.{js_hash}.js")), script)?;
    write(&pkg.join(format!("{OUTPUT}.{css_hash}.css")), css)?;
    write(&place.hash_file(), hash_lines(&js_hash, &wasm_hash, &css_hash))
}

/// The file that Leptos reads to learn the hashed names.
fn hash_lines(js: &str, wasm: &str, css: &str) -> String {
    format!("js: {js}\nwasm: {wasm}\ncss: {css}\n")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_file_is_what_leptos_reads() {
        assert_eq!(hash_lines("a", "b", "c"), "js: a\nwasm: b\ncss: c\n");
    }
}
