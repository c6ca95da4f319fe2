//! Compresses files once, when the site is built, so that the server only has to hand them out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use flate2::{Compression, write::GzEncoder};

use crate::place::{files_under, read, write};
use crate::say::{Explain, Outcome};

/// What is worth compressing; pictures and fonts already are.
const ENDS: [&str; 10] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Writes `NAME.br` and `NAME.gz` beside every text and WebAssembly file of a folder.
pub fn folder(folder: &Path) -> Outcome {
    let mut files = files_under(folder)?;
    files.retain(|file| is_worth_it(file));
    // The largest file is the last one to start if it waits in line, and then one core works alone.
    files.sort_by_key(|file| std::fs::metadata(file).map(|meta| meta.len()).unwrap_or(0));
    let waiting = Mutex::new(files);
    let next = || waiting.lock().ok()?.pop();
    let work = || -> Outcome {
        while let Some(file) = next() {
            one(&file)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err("compressing stopped".to_string())))
    })
}

/// The size of a content as brotli sends it.
pub fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut small = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut small, &params).explain("cannot compress with brotli")?;
    Ok(small)
}

fn one(file: &Path) -> Outcome {
    let content = read(file)?;
    write(&beside(file, "br"), brotli(&content)?)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&content).explain("cannot compress with gzip")?;
    write(&beside(file, "gz"), gzip.finish().explain("cannot compress with gzip")?)
}

fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

fn is_worth_it(file: &Path) -> bool {
    file.extension().is_some_and(|end| ENDS.iter().any(|known| end == *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_webassembly_are_compressed_and_pictures_are_not() {
        assert!(is_worth_it(Path::new("pkg/alongside.wasm")));
        assert!(!is_worth_it(Path::new("photo.webp")));
        assert_eq!(beside(Path::new("a/b.css"), "br"), PathBuf::from("a/b.css.br"));
    }

    #[test]
    fn brotli_makes_repetition_small() {
        let small = brotli(&[b'a'; 10_000]).expect("memory does not fail");
        assert!(small.len() < 50);
    }
}
