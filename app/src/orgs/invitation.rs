//! The page behind the link of an invitation: what it offers, and one button.
use super::api::member::{AcceptInvitation, load_invitation};
use crate::account::parts::{Narrow, leave_when_done, word};
use crate::frame::viewer;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let secret = word("invitation");
    let accept = ServerAction::<AcceptInvitation>::new();
    leave_when_done(accept);
    let source = (slug.clone(), secret.clone());
    let offered = load(move || source.clone(), |(slug, secret)| load_invitation(slug, secret));
    let page = move || {
        let (slug, secret) = (slug.clone(), secret.clone());
        async move {
            let signed_in = viewer().await.is_some();
            match offered.await {
                Ok((name, role, says)) => offer(slug, secret, name, role, says, signed_in, accept),
                Err(error) => view! {
                    <Narrow title="An invitation">
                        <Alert tone=AlertTone::Problem>
                            <p>{error.to_string()}</p>
                        </Alert>
                        <div class="mt-5">
                            <ButtonLink href="/organizations" tone=Tone::Quiet icon=Glyph::Building>
                                "See the organizations"
                            </ButtonLink>
                        </div>
                    </Narrow>
                }
                .into_any(),
            }
        }
    };
    view! {
        <Title text="An invitation" />
        <Meta name="robots" content="noindex" />
        <Waiting then=page />
    }
    .into_any()
}

fn offer(
    slug: String,
    secret: String,
    name: String,
    role: String,
    says: String,
    signed_in: bool,
    accept: ServerAction<AcceptInvitation>,
) -> AnyView {
    let step = if signed_in {
        view! {
            <FormError error=error_of(accept) />
            <ActionForm action=accept>
                <input type="hidden" name="slug" value=slug />
                <input type="hidden" name="invitation" value=secret />
                <Button tone=Tone::Call icon=Glyph::Check busy=accept.pending()>
                    "Accept"
                </Button>
            </ActionForm>
        }
        .into_any()
    } else {
        let next = format!("next=/organizations/{slug}/join%3Finvitation%3D{secret}");
        view! {
            <p class="mb-4 text-quiet">"Sign in first, with the account of the address that got the letter."</p>
            <div class="flex flex-wrap gap-3">
                <ButtonLink href=format!("/sign-in?{next}") icon=Glyph::LogIn>
                    "Sign in"
                </ButtonLink>
                <ButtonLink href=format!("/sign-up?{next}") tone=Tone::Quiet>
                    "Sign up"
                </ButtonLink>
            </div>
        }
        .into_any()
    };
    view! {
        <Narrow title=format!("{name} invites you") says=format!("As {role}. {says}")>
            {step}
        </Narrow>
    }
    .into_any()
}
