//! The step towards an organization: **Subscribe**, **Subscribed**, or in plain words for whom it is.
use super::api::member::{Subscribe, Unsubscribe};
use crate::AppError;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::chip::State;
use crate::ui::field::SelectField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use domain::orgs::states::STATES;
use domain::orgs::{Facts, OrgPage};
use domain::supporters::Gender;
use leptos::html;
use leptos::prelude::*;

/// The step. `again` reads the page anew once it is taken.
#[component]
pub fn SubscribeStep(page: OrgPage, signed_in: bool, again: RwSignal<u32>) -> impl IntoView {
    let (join, leave) = (ServerAction::<Subscribe>::new(), ServerAction::<Unsubscribe>::new());
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let done = join.done() || leave.done();
        if done {
            again.update(|again| *again += 1);
        }
    });
    let slug = page.look.slug.clone();
    let step = if !signed_in {
        let next = format!("/sign-in?next=/organizations/{slug}%3Fjoin%3D1");
        view! {
            <ButtonLink href=next tone=Tone::Call icon=Glyph::Bell wide=true>
                "Subscribe"
            </ButtonLink>
            <p class="text-sm text-quiet">{page.open_to.clone()}</p>
        }
        .into_any()
    } else if page.subscribed {
        subscribed(slug, leave)
    } else if page.fits == Some(false) {
        view! {
            <p class="rounded-card border border-line bg-card p-4 text-quiet">
                {format!("{} You can still read here, and other organizations are open to you.", page.open_to)}
            </p>
            <ButtonLink href="/organizations?open=me" tone=Tone::Quiet icon=Glyph::Building wide=true>
                "See those open to me"
            </ButtonLink>
        }
        .into_any()
    } else {
        open(page, join)
    };
    view! {
        <div node_ref=place class="space-y-3">
            {step}
        </div>
    }
    .into_any()
}

fn subscribed(slug: String, leave: ServerAction<Unsubscribe>) -> AnyView {
    view! {
        <State icon=Glyph::Check wide=true>"Subscribed"</State>
        <details>
            <summary class="flex min-h-11 cursor-pointer items-center text-sm text-spruce underline underline-offset-4">
                "End my subscription"
            </summary>
            <p class="mb-3 text-sm text-quiet">"You get no more news from them. Your answers to their questions are deleted. You can come back at any time."</p>
            <FormError error=error_of(leave) />
            <ActionForm action=leave>
                <input type="hidden" name="slug" value=slug />
                <Button tone=Tone::Danger wide=true busy=leave.pending()>
                    "Unsubscribe"
                </Button>
            </ActionForm>
        </details>
    }
    .into_any()
}

/// What an organization asks about somebody before it lets them in: fields of these names, or none.
#[component]
pub fn Asked(state: Option<&'static str>, gender: Option<&'static str>, facts: Facts, error: Signal<Option<AppError>>) -> impl IntoView {
    let states = std::iter::once((String::new(), "Choose".to_owned()))
        .chain(STATES.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())))
        .collect();
    let genders = std::iter::once((String::new(), "Choose".to_owned()))
        .chain(Gender::ALL.into_iter().map(|gender| (gender.as_str().to_owned(), gender.label().to_owned())))
        .collect();
    let asks = state.is_some() || gender.is_some();
    view! {
        {state
            .map(|name| {
                view! { <SelectField name id="state" label="The state you live in" choices=states value=facts.state error=about(error, "state") required=true /> }
            })}
        {gender
            .map(|name| {
                view! { <SelectField name id="gender" label="Your gender" choices=genders value=facts.gender error=about(error, "gender") required=true /> }
            })}
        {asks.then(|| view! { <p class="text-sm text-quiet">"Nobody reads this. We use it only to see who can take part."</p> })}
    }
    .into_any()
}

fn open(page: OrgPage, join: ServerAction<Subscribe>) -> AnyView {
    let error = error_of(join);
    view! {
        <FormError error />
        <ActionForm action=join attr:class="space-y-3">
            <input type="hidden" name="slug" value=page.look.slug />
            <p class="text-sm text-quiet">{page.open_to}</p>
            <Asked state=page.asks_state.then_some("state") gender=page.asks_gender.then_some("gender") facts=page.facts error />
            <Button tone=Tone::Call icon=Glyph::Bell wide=true busy=join.pending()>
                "Subscribe"
            </Button>
        </ActionForm>
    }
    .into_any()
}
