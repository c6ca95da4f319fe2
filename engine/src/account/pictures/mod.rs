//! Pictures of people: decoded, cropped to a square, made small and encoded anew, so that nothing hidden in the file
//! (a place, a device, a second file) ever leaves the house.
pub mod store;

use super::profile;
use crate::{Actor, Engine, Error, id};
use bytes::Bytes;
use domain::Refusal;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// The largest file that is looked at.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// The most pixels that are decoded; a phone's camera makes 12 to 50 million, of which browsers send fewer.
const MOST_PIXELS: u64 = 40_000_000;
/// Both sides of a kept picture.
const SIDE: u32 = 256;
/// How people's pictures are kept.
const SQUARE: Shape = Shape { width: SIDE, height: SIDE, most_bytes: MOST_BYTES };

/// How large a kept picture is, and how large the file may be that it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The largest file that is looked at.
    pub most_bytes: usize,
}
/// Decoding a large picture takes up to 160 MB for a moment.
static PERMITS: Semaphore = Semaphore::const_new(1);

/// A kept picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// `image/jpeg` or `image/svg+xml` (the demo town draws its own).
    pub media_type: String,
    /// The file.
    pub body: Bytes,
}

/// Makes an uploaded file the person's picture and answers its id. The old one is deleted.
pub async fn put(engine: &Engine, actor: &Actor, file: Bytes) -> Result<String, Error> {
    let picture = reshape(file, SQUARE).await?;
    let id = id::new(engine.clock().now());
    engine
        .db()
        .write((actor.clone(), id.clone(), picture), |tx, (actor, id, picture)| {
            Box::pin(async move {
                store::delete_all(tx, &actor.id).await?;
                store::insert(tx, id, &actor.id, picture).await?;
                profile::tell(tx, actor).await
            })
        })
        .await?;
    Ok(id)
}

/// Takes the person's picture away.
pub async fn remove(engine: &Engine, actor: &Actor) -> Result<(), Error> {
    engine
        .db()
        .write(actor.clone(), |tx, actor| {
            Box::pin(async move {
                store::delete_all(tx, &actor.id).await?;
                profile::tell(tx, actor).await
            })
        })
        .await
}

/// The picture with this id.
pub async fn get(engine: &Engine, id: &str) -> Result<Picture, Error> {
    store::by_id(engine.db(), id).await?.ok_or(Error::NotFound)
}

/// Makes a picture of this shape of an uploaded file. Refuses, in words, what is none.
pub(crate) async fn reshape(file: Bytes, shape: Shape) -> Result<Picture, Error> {
    let _permit = PERMITS.acquire().await.map_err(Error::fault)?;
    let body = tokio::task::spawn_blocking(move || shaped(&file, shape)).await.map_err(Error::fault)??;
    Ok(Picture { media_type: "image/jpeg".to_owned(), body: body.into() })
}

fn shaped(file: &[u8], shape: Shape) -> Result<Vec<u8>, Error> {
    let no = |says: &str| Error::from(Refusal::Picture(says.to_owned()));
    if file.is_empty() {
        return Err(no("Choose a picture first."));
    }
    if file.len() > shape.most_bytes {
        let most = shape.most_bytes / 1024 / 1024;
        return Err(no(&format!("That picture is larger than {most} MB. Choose a smaller one.")));
    }
    const KINDS: &str = "That file is not a picture we can read. Use JPEG, PNG, WebP or GIF.";
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| no(KINDS))?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif)) {
        return Err(no(KINDS));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| no(KINDS))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(no("That picture has too many pixels. Choose a smaller one."));
    }
    if width.min(height) < 32 {
        return Err(no("That picture is too small. Choose one of at least 32 by 32 pixels."));
    }
    let turned = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| no("That picture is broken. Try another one."))?;
    if let Some(turned) = turned {
        picture.apply_orientation(turned);
    }
    let (width, height) = (picture.width(), picture.height());
    // The largest part of the picture that has the wanted shape.
    let across = u64::from(height) * u64::from(shape.width) / u64::from(shape.height);
    let down = u64::from(width) * u64::from(shape.height) / u64::from(shape.width);
    let within = |side: u64, most: u32| u32::try_from(side).unwrap_or(most).clamp(1, most);
    let (wide, tall) = (within(across, width), within(down, height));
    // People's faces are rather above the middle of a tall picture.
    let part = picture.crop_imm((width - wide) / 2, (height - tall) / 3, wide, tall);
    let small = part.resize_exact(shape.width, shape.height, FilterType::CatmullRom).to_rgba8();
    let flat = RgbImage::from_fn(shape.width, shape.height, |x, y| {
        let [r, g, b, a] = small.get_pixel(x, y).0;
        let on_white = |c: u8| u8::try_from((u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a))) / 255).unwrap_or(255);
        Rgb([on_white(r), on_white(g), on_white(b)])
    });
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 85).encode_image(&flat).map_err(Error::fault)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        RgbImage::from_fn(width, height, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, 9]))
            .write_to(&mut out, ImageFormat::Png)
            .expect("a png");
        out.into_inner()
    }

    fn refused(file: &[u8]) -> String {
        match shaped(file, SQUARE) {
            Err(Error::Refused(Refusal::Picture(says))) => says,
            other => panic!("{:?}", other.map(|file| file.len())),
        }
    }

    #[test]
    fn any_picture_becomes_a_small_square_jpeg_without_anything_else() {
        for (width, height) in [(640, 480), (100, 900), (32, 32)] {
            let file = shaped(&png(width, height), SQUARE).expect("a picture");
            let read = image::load_from_memory_with_format(&file, ImageFormat::Jpeg).expect("a jpeg");
            assert_eq!((read.width(), read.height()), (SIDE, SIDE));
            assert!(!file.windows(4).any(|four| four == b"Exif"));
        }
    }

    #[test]
    fn a_banner_keeps_the_middle_of_a_picture_in_its_own_shape() {
        let banner = Shape { width: 1020, height: 248, most_bytes: MOST_BYTES };
        for (width, height) in [(640, 480), (2000, 300), (100, 900)] {
            let file = shaped(&png(width, height), banner).expect("a picture");
            let read = image::load_from_memory_with_format(&file, ImageFormat::Jpeg).expect("a jpeg");
            assert_eq!((read.width(), read.height()), (1020, 248));
        }
    }

    #[test]
    fn what_is_no_picture_or_too_much_of_one_is_refused_in_words() {
        assert!(refused(b"").contains("first"));
        assert!(refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>").contains("JPEG, PNG"));
        assert!(refused(b"%PDF-1.7").contains("JPEG, PNG"));
        assert!(refused(&vec![0; MOST_BYTES + 1]).contains("2 MB"));
        assert!(refused(&png(20, 300)).contains("too small"));
        let mut half = png(300, 300);
        half.truncate(half.len() / 2);
        assert!(refused(&half).contains("broken"));
    }

    #[test]
    fn a_small_file_that_claims_to_be_huge_is_refused_before_it_is_decoded() {
        let mut bomb = png(64, 64);
        bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        // The header's checksum must fit, or the file is refused for that.
        let sum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert!(refused(&bomb).contains("too many pixels"));
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
        })
    }
}
