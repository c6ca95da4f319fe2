//! The 24 topics people look for support with: one list for the directory, meetings and chatrooms.

/// One topic: `slug` is stored and stands in addresses, `label` is what people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Stable short name (`a-z` and hyphens); never changed once published.
    pub slug: &'static str,
    /// The words on the page.
    pub label: &'static str,
}

/// Every topic, in the order in which lists and filters show them.
pub const TOPICS: &[Topic] = &[
    Topic { slug: "grief", label: "Grief and loss" },
    Topic { slug: "anxiety", label: "Anxiety" },
    Topic { slug: "depression", label: "Depression" },
    Topic { slug: "alcohol-recovery", label: "Alcohol recovery" },
    Topic { slug: "drug-recovery", label: "Drug recovery" },
    Topic { slug: "trauma", label: "Trauma and PTSD" },
    Topic { slug: "parenting", label: "Parenting" },
    Topic { slug: "caregiving", label: "Caregiving" },
    Topic { slug: "chronic-illness", label: "Chronic illness" },
    Topic { slug: "chronic-pain", label: "Chronic pain" },
    Topic { slug: "cancer", label: "Cancer" },
    Topic { slug: "divorce", label: "Divorce and separation" },
    Topic { slug: "lgbtq", label: "LGBTQ+" },
    Topic { slug: "veterans", label: "Veterans and families" },
    Topic { slug: "bipolar", label: "Bipolar" },
    Topic { slug: "eating", label: "Eating and body image" },
    Topic { slug: "loneliness", label: "Loneliness" },
    Topic { slug: "life-changes", label: "Life changes" },
    Topic { slug: "suicide-loss", label: "Suicide loss" },
    Topic { slug: "domestic-abuse", label: "Domestic abuse survivors" },
    Topic { slug: "young-adults", label: "Young adults" },
    Topic { slug: "work", label: "Work and burnout" },
    Topic { slug: "family-addiction", label: "Family of someone with addiction" },
    Topic { slug: "faith", label: "Faith and doubt" },
];

/// The topic with this slug, exactly as stored; `None` for anything else.
pub fn by_slug(slug: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.slug == slug)
}

/// What people read for this slug, or the slug itself when the topic was taken off the list.
pub fn label(slug: &str) -> &str {
    by_slug(slug).map_or(slug, |topic| topic.label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn there_are_24_topics_and_no_two_share_a_slug_or_a_label() {
        let slugs: HashSet<_> = TOPICS.iter().map(|topic| topic.slug).collect();
        let labels: HashSet<_> = TOPICS.iter().map(|topic| topic.label).collect();
        assert_eq!((TOPICS.len(), slugs.len(), labels.len()), (24, 24, 24));
    }

    #[test]
    fn slugs_are_safe_in_an_address() {
        for topic in TOPICS {
            assert!(topic.slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", topic.slug);
        }
    }

    #[test]
    fn a_topic_is_found_by_its_exact_slug_only() {
        assert_eq!(by_slug("grief").map(|topic| topic.label), Some("Grief and loss"));
        assert_eq!(by_slug("Grief"), None);
        assert_eq!(label("no-longer-listed"), "no-longer-listed");
    }
}
