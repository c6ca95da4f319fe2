//! What a form or a button asks of the server, and what became of it.
//!
//! Leptos writes an action anew for every server function. Here all of them hold the same types, and who reads an answer takes
//! out what it is.
use super::form::Fields;
use super::told::Told;
use crate::AppError;
use crate::wire::{self, Asked, Boxed};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use server_fn::error::ServerFnUrlError;
use std::marker::PhantomData;

/// The tries of one server function. Cheap to copy.
pub struct ServerAction<S> {
    tries: Tries,
    of: PhantomData<fn() -> S>,
}

impl<S> Clone for ServerAction<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for ServerAction<S> {}

impl<S> ServerAction<S> {
    /// The tries, for what does the same with every function.
    pub fn tries(self) -> Tries {
        self.tries
    }

    /// How many tries were answered.
    pub fn version(self) -> RwSignal<usize> {
        self.tries.version()
    }

    /// Whether an answer is on its way.
    pub fn pending(self) -> Signal<bool> {
        let open = self.tries.open;
        Signal::derive(move || open.get() > 0)
    }

    /// Whether the last try was taken.
    pub fn done(self) -> bool {
        self.tries.done()
    }
}

impl<S: Asked> ServerAction<S> {
    /// Nothing was asked yet; or a form was posted without script, and what it was refused for stands in the address.
    #[expect(clippy::new_without_default, reason = "it belongs to the owner it is made under")]
    pub fn new() -> Self {
        Self { tries: Tries::new(S::PATH), of: PhantomData }
    }

    /// What was answered to the last try that has an answer.
    pub fn answer(self) -> Option<Result<S::Output, AppError>> {
        self.tries.answer()
    }

    /// The same, for handlers.
    pub fn answer_untracked(self) -> Option<Result<S::Output, AppError>> {
        self.tries.last.get_untracked().map(|last| last?.take())
    }

    /// Asks.
    pub fn dispatch(self, input: S) {
        self.tries.begin(Box::pin(async move { input.run_on_client().await.map(Told::of) }));
    }

    /// Asks with the fields of a form as they are: the server reads them as it does without script.
    pub(super) fn post(self, fields: Fields) {
        let answer = wire::post::<S>(fields.0);
        self.tries.begin(Box::pin(async move { wire::read::<S::Output>(&answer.await?).map(Told::of) }));
    }
}

/// Whether and how often something was asked, and what was answered to the last try that has an answer.
#[derive(Clone, Copy)]
pub struct Tries {
    last: RwSignal<Option<Result<Told, AppError>>>,
    version: RwSignal<usize>,
    open: RwSignal<usize>,
    /// How many were begun, and which of them was answered that was begun last.
    count: StoredValue<(usize, usize)>,
}

impl Tries {
    fn new(path: &str) -> Self {
        let refused = use_context::<ServerActionError>().filter(|error| error.path() == path);
        let last = refused.map(|error| Err(ServerFnUrlError::<AppError>::decode_err(error.err())));
        Self { last: RwSignal::new(last), version: RwSignal::new(0), open: RwSignal::new(0), count: StoredValue::new((0, 0)) }
    }

    /// How many were answered.
    pub fn version(self) -> RwSignal<usize> {
        self.version
    }

    /// Whether the last one was taken.
    pub fn done(self) -> bool {
        self.last.with(|last| matches!(last, Some(Ok(_))))
    }

    /// Why the last one was not taken, if it was not.
    pub fn error(self) -> Option<AppError> {
        self.last.with(|last| last.as_ref().and_then(|last| last.as_ref().err().cloned()))
    }

    /// What was answered last, for who knows what it is.
    pub fn answer<T: DeserializeOwned + Clone + 'static>(self) -> Option<Result<T, AppError>> {
        self.last.get().map(|last| last?.take())
    }

    fn begin(self, answer: Boxed<Result<Told, AppError>>) {
        self.open.update(|open| *open += 1);
        self.count.update_value(|(begun, _)| *begun += 1);
        let (this, _) = self.count.get_value();
        spawn_local(async move {
            let answer = answer.await;
            // A page that was left has nothing to keep it in.
            self.open.try_update(|open| *open -= 1);
            self.version.try_update(|version| *version += 1);
            // Answers overtake each other on the way. Of two, the one to what was asked later holds.
            let holds = self.count.try_update_value(|(_, told)| this > std::mem::replace(told, this.max(*told)));
            if holds == Some(true) {
                self.last.try_update(|last| *last = Some(answer));
            }
        });
    }
}
