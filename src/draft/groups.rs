//! Terms and their company -> groups of terms that keep the same company.

use itertools::Itertools;
use kodama::{Method, linkage};

use super::candidates::Term;
use super::company::Company;
use crate::measure::cosine_of;

/// Two clusters are joined while the average of the cosines of their terms is at least this.
const ALIKE: f64 = 0.1;

/// A cluster has at most this many terms before it is trimmed.
const LARGEST: usize = 50;

/// A term stays in a cluster where it stands this many times as often beside its other terms as by chance.
const LIFT: f64 = 4.0;

/// A group has at least this many terms, and at most so many.
const FEWEST: usize = 4;
const MOST: usize = 15;

/// A group whose terms are single words all counts for a sixth of one whose terms have several each: those say
/// what they mean.
const OF_SINGLE_WORDS: f64 = 0.2;

/// The groups of terms that keep the same company, by the terms' numbers, the most central first. The groups come in
/// the order of how often their terms stand together, terms of several words counting for more.
pub fn groups(terms: &[Term], company: &Company, significant: f64) -> Vec<Vec<u32>> {
    let shared = company.shared();
    let trimmed = clusters(&company.neighbours(significant))
        .into_iter()
        .filter_map(|cluster| trim(cluster, terms, company, &shared))
        .map(|group| (weight(&group, terms, company), group));
    let by_weight = trimmed.sorted_by(|(left, group), (right, other)| right.total_cmp(left).then(group.cmp(other)));
    by_weight.map(|(_, group)| group).collect()
}

/// Clusters by average linkage on the cosine of the terms' neighbours (each term being its own neighbour, too): two
/// terms are alike where they keep the same company, whether or not they stand together.
///
/// Sokal, R. R. and Michener, C. D. (1958). A statistical method for evaluating systematic relationships. University of
/// Kansas Science Bulletin 38, 1409-1438 (average linkage); Schütze, H. (1998). Automatic word sense discrimination.
/// Computational Linguistics 24(1), 97-123 (company of the second order).
fn clusters(neighbours: &[Vec<(u32, f64)>]) -> Vec<Vec<u32>> {
    let kept = (0..neighbours.len()).filter(|term| !neighbours[*term].is_empty()).collect_vec();
    let place: Vec<Option<usize>> = (0..neighbours.len()).map(|term| kept.binary_search(&term).ok()).collect();
    let with_itself = |term: usize| neighbours[term].iter().copied().chain([(term as u32, 1.0)]);
    let squares = kept.iter().map(|term| with_itself(*term).map(|(_, weight)| weight * weight).sum()).collect_vec();
    let mut distances = Vec::with_capacity(kept.len() * kept.len().saturating_sub(1) / 2);
    let mut products = vec![0.0; kept.len()];
    for (row, term) in kept.iter().enumerate() {
        products.fill(0.0);
        for (through, weight) in with_itself(*term) {
            for (other, other_weight) in with_itself(through as usize) {
                if let Some(place) = place[other as usize] {
                    products[place] += weight * other_weight;
                }
            }
        }
        let alike = |column: usize| cosine_of(products[column], (squares[row], squares[column])).unwrap_or(0.0);
        distances.extend((row + 1..kept.len()).map(|column| 1.0 - alike(column)));
    }
    if kept.len() < 2 {
        return Vec::new();
    }
    let mut clusters: Vec<Option<Vec<u32>>> = kept.iter().map(|term| Some(vec![*term as u32])).collect();
    for step in linkage(&mut distances, kept.len(), Method::Average).steps() {
        // A cluster that couldn't be made can't grow.
        let may_join = step.dissimilarity <= 1.0 - ALIKE
            && step.size <= LARGEST
            && clusters[step.cluster1].is_some()
            && clusters[step.cluster2].is_some();
        let joined = may_join.then(|| {
            let [first, second] = [step.cluster1, step.cluster2].map(|cluster| clusters[cluster].take());
            first.into_iter().chain(second).flatten().sorted().collect()
        });
        clusters.push(joined);
    }
    clusters.into_iter().flatten().filter(|cluster| cluster.len() >= FEWEST).collect()
}

/// A cluster without the terms that keep no closer company with it than with others, and without those that hold
/// another term of it; the most central first. `None` where too few stay.
fn trim(mut cluster: Vec<u32>, terms: &[Term], company: &Company, shared: &[u64]) -> Option<Vec<u32>> {
    let all: u64 = (0..terms.len() as u32).map(|term| company.clauses_with(term)).sum();
    let inside = |term: u32, cluster: &[u32]| -> u64 {
        cluster.iter().filter(|other| **other != term).map(|other| company.together(term, *other)).sum()
    };
    let share = |term: u32, cluster: &[u32]| inside(term, cluster) as f64 / (shared[term as usize].max(1)) as f64;
    while cluster.len() >= FEWEST {
        let size: u64 = cluster.iter().map(|term| company.clauses_with(*term)).sum();
        let lift = |term: u32| {
            let own = company.clauses_with(term);
            let by_chance = (size - own) as f64 / (all - own) as f64;
            share(term, &cluster) / by_chance
        };
        let lifts = cluster.iter().map(|term| (lift(*term), *term));
        let least = lifts.min_by(|(left, term), (right, other)| left.total_cmp(right).then(term.cmp(other)));
        match least {
            Some((lift, term)) if lift < LIFT => cluster.retain(|other| *other != term),
            _ => break,
        }
    }
    let holds = |term: u32, other: u32| {
        let [term, other] = [term, other].map(|term| format!(" {} ", terms[term as usize].normal));
        term != other && term.contains(&other)
    };
    let own = cluster.iter().copied().filter(|term| !cluster.iter().any(|other| holds(*term, *other))).collect_vec();
    let centrality = |term: u32| share(term, &own) * (company.clauses_with(term) as f64).sqrt();
    let central = own.iter().map(|term| (centrality(*term), *term));
    let central = central.sorted_by(|(left, term), (right, other)| right.total_cmp(left).then(term.cmp(other)));
    let group = central.map(|(_, term)| term).take(MOST).collect_vec();
    (group.len() >= FEWEST).then_some(group)
}

/// How often the terms of a group stand together, less where they are single words.
fn weight(group: &[u32], terms: &[Term], company: &Company) -> f64 {
    let together: u64 =
        group.iter().array_combinations().map(|[first, second]| company.together(*first, *second)).sum();
    let multiple = group.iter().filter(|term| terms[**term as usize].is_multiple).count();
    together as f64 * (OF_SINGLE_WORDS + multiple as f64 / group.len() as f64)
}
