//! The page for signing out. The act itself is a plain POST to the same address.
use super::parts::Narrow;
use crate::ui::button::{Button, ButtonLink, Tone};
use leptos::prelude::*;
use leptos_meta::Title;

/// Sign out.
#[component]
pub fn SignOut() -> impl IntoView {
    view! {
        <Title text="Sign out" />
        <Narrow title="Sign out" says="This device forgets you. Your other devices stay signed in.">
            <form method="post" action="/sign-out" class="flex flex-wrap gap-3">
                <Button>"Sign out"</Button>
                <ButtonLink href="/" tone=Tone::Quiet>
                    "Stay"
                </ButtonLink>
            </form>
        </Narrow>
    }
    .into_any()
}
