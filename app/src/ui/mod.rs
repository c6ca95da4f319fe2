//! Parts that know no feature: buttons, fields, dialogs, tabs, icons.
pub mod alert;
pub mod avatar;
pub mod button;
pub mod chip;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod form;
pub mod glyph;
pub mod group;
pub mod icon;
pub mod load;
pub mod pager;
pub mod skeleton;
pub mod stars;
pub mod tabs;
pub mod toast;
