//! Asking the server for what a page shows, and showing something meanwhile.
//!
//! Leptos writes its resources and suspense boundaries anew for every type they hold, which a phone then downloads. Here all of
//! them hold the same two types, and a page takes out what it put in.
use crate::AppError;
use leptos::prelude::*;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::any::Any;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Something that was asked for: `.await` it in what is given to `Waiting`.
pub struct Loaded<T> {
    told: Resource<Result<Told, AppError>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Loaded<T> {}

/// Asks for something, and again whenever `source` changes. The server asks while it renders; the browser takes over its answer.
pub fn load<S, T, F>(source: impl Fn() -> S + Send + Sync + 'static, fetch: impl Fn(S) -> F + Send + Sync + 'static) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let source: Box<dyn Fn() -> Source + Send + Sync> = Box::new(move || Source(Arc::new(source())));
    let fetch: Box<dyn Fn(Source) -> Boxed<Result<Told, AppError>> + Send + Sync> = Box::new(move |source| {
        let Some(source) = source.0.any().downcast_ref::<S>() else { return Box::pin(std::future::ready(Err(AppError::Malformed))) };
        let answer = fetch(source.clone());
        Box::pin(async move { answer.await.map(|value| Told::Known(Arc::new(value))) })
    });
    Loaded { told: Resource::new(source, fetch), of: PhantomData }
}

impl<T> Loaded<T> {
    /// Asks once more.
    pub fn refetch(&self) {
        self.told.refetch();
    }
}

impl<T: DeserializeOwned + Clone + 'static> Loaded<T> {
    /// What is there by now, for effects.
    pub fn get(&self) -> Option<Result<T, AppError>> {
        self.told.get().map(|told| told?.take())
    }

    /// What is there by now, for handlers.
    pub fn get_untracked(&self) -> Option<Result<T, AppError>> {
        self.told.get_untracked().map(|told| told?.take())
    }
}

impl<T: DeserializeOwned + Clone + 'static> IntoFuture for Loaded<T> {
    type Output = Result<T, AppError>;
    type IntoFuture = Boxed<Result<T, AppError>>;

    fn into_future(self) -> Self::IntoFuture {
        let told = self.told;
        Box::pin(async move { told.await?.take() })
    }
}

/// What a question depends on, whatever type it has.
#[derive(Clone)]
struct Source(Arc<dyn Same + Send + Sync>);

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(other.0.any())
    }
}

trait Same {
    fn same(&self, other: &dyn Any) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<S: PartialEq + 'static> Same for S {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<S>() == Some(self)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

/// An answer: as it was made here, or as the server wrote it into the page.
#[derive(Clone)]
enum Told {
    Known(Arc<dyn Held + Send + Sync>),
    Text(Arc<str>),
}

impl Told {
    fn take<T: DeserializeOwned + Clone + 'static>(&self) -> Result<T, AppError> {
        match self {
            Self::Known(value) => value.any().downcast_ref::<T>().cloned().ok_or(AppError::Malformed),
            // Of another version of the site, if it can't be read.
            Self::Text(text) => serde_json::from_str(text).map_err(|_| AppError::Unreachable),
        }
    }
}

trait Held {
    fn any(&self) -> &dyn Any;
    fn text(&self) -> Result<String, serde_json::Error>;
}

impl<T: Serialize + 'static> Held for T {
    fn any(&self) -> &dyn Any {
        self
    }

    fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let text = match self {
            Self::Known(value) => value.text().map_err(S::Error::custom)?,
            Self::Text(text) => text.to_string(),
        };
        RawValue::from_string(text).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer).map_err(D::Error::custom)?;
        Ok(Self::Text(raw.get().into()))
    }
}

/// What becomes of a page's pieces once they are there.
#[derive(Clone)]
pub struct Then(Arc<dyn Fn() -> Boxed<AnyView> + Send + Sync>);

impl<F, Fut> From<F> for Then
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = AnyView> + Send + 'static,
{
    fn from(then: F) -> Self {
        Self(Arc::new(move || Box::pin(then())))
    }
}

/// Shows `then` once what it awaits is there, and the shape of it meanwhile. While something is asked for again, what was there
/// stays; with `afresh` it makes room.
#[component]
pub fn Waiting(
    /// The shape of what will be there.
    #[prop(optional, into)]
    meanwhile: ViewFn,
    /// Shows the shape again whenever something else is asked for.
    #[prop(optional)]
    afresh: bool,
    /// What to show: a closure that gives a future.
    #[prop(into)]
    then: Then,
) -> impl IntoView {
    let shown: Box<dyn Fn() -> Suspend<AnyView> + Send + Sync> = Box::new(move || Suspend::new((then.0)()));
    let fallback = move || meanwhile.run();
    if afresh {
        view! { <Suspense fallback=fallback>{shown}</Suspense> }.into_any()
    } else {
        view! { <Transition fallback=fallback>{shown}</Transition> }.into_any()
    }
}
