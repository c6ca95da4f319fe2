//! The first page: for visitors what this is, for people who are signed in what waits for them.
pub mod api;
mod dashboard;
mod welcome;
mod yours;

use crate::frame::viewer;
use crate::ui::load::Waiting;
use dashboard::Dashboard;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use welcome::Welcome;

const SAYS: &str = "Find a peer supporter who has been through it. Read their story, ask to connect, and talk at your own pace.";

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let page = move || async move {
        match viewer().await {
            Some(viewer) => view! {
                <Title text="Home" />
                <Dashboard viewer />
            }
            .into_any(),
            None => view! {
                <Title text="" />
                <Welcome />
            }
            .into_any(),
        }
    };
    view! {
        <Meta name="description" content=SAYS />
        <Meta property="og:site_name" content="Alongside" />
        <Meta property="og:type" content="website" />
        <Meta property="og:title" content="Alongside: somebody has been where you are" />
        <Meta property="og:description" content=SAYS />
        <Meta property="og:image" content="/icon-512.png" />
        <Meta name="twitter:card" content="summary" />
        <Waiting then=page />
    }
    .into_any()
}
