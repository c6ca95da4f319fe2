//! Parts that know no feature: buttons, fields, dialogs, tabs, icons.
