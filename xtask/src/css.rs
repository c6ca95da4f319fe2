//! The style sheet: Tailwind's own engine over the class names that stand in the views.

use std::path::PathBuf;

use crate::npm;
use crate::place::{Place, Profile, make_folder};
use crate::program;
use crate::say::{self, Outcome};
use crate::stamp::Stamp;

/// Makes the style sheet and says where it is.
pub fn build(place: &Place, profile: Profile) -> Outcome<PathBuf> {
    let input = place.root.join("style/tailwind.css");
    if !input.is_file() {
        return Err("style/tailwind.css is missing: the style sheet is made from it".to_string());
    }
    let folder = place.notes().join(profile.name());
    let output = folder.join("alongside.css");
    let stamp = Stamp::of(place, &format!("css-{}", profile.name()))
        .files(&place.root.join("style"))?
        .files(&place.root.join("app/src"))?
        .files(&place.root.join("server/src"))?
        .files(&place.end2end().join("package-lock.json"))?
        .seal(&[&output]);
    if stamp.is_fresh() {
        return Ok(output);
    }
    say::timed("Making the style sheet", || {
        make_folder(&folder)?;
        let mut tailwind = npm::node(place, "@tailwindcss/cli/dist/index.mjs");
        tailwind.arg("-i").arg(&input).arg("-o").arg(&output).current_dir(&place.root);
        if profile.is_release() {
            tailwind.arg("--minify");
        }
        program::run_quietly(&mut tailwind)
    })?;
    stamp.keep()?;
    Ok(output)
}
