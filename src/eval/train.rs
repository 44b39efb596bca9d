//! Trains the network on treebanks, with back-propagation by hand. The same seed gives the same weights on a machine.

pub mod adam;
pub mod data;
pub mod distil;
pub mod export;
pub mod heads;
pub mod lstm;
pub mod matrix;
pub mod network;
pub mod params;
pub mod random;

use crate::eval::conllu::Gold;
use crate::eval::parse;
use crate::eval::parse::Scores;
use crate::eval::train::adam::Adam;
use crate::eval::train::data::Data;
use crate::eval::train::data::RawVectors;
use crate::eval::train::network::Dropout;
use crate::eval::train::network::Example;
use crate::eval::train::network::Setting;
use crate::eval::train::params::Params;
use crate::eval::train::random::Random;
use crate::model::span::Field;
use crate::text;
use crate::text::model::Model;
use crate::text::net::format::Weights;
use crate::text::parsed::Sentence;

/// What a training run may choose.
#[derive(Debug, Clone)]
pub struct Options {
    pub hidden: usize,
    pub layers: usize,
    pub tag_layer: usize,
    pub epochs: usize,
    /// Tokens a step, about.
    pub batch: usize,
    pub rate: f32,
    pub dropout: Dropout,
    /// Weight of the teachers' shares against the treebank's answers.
    pub trust: f32,
    pub seed: u64,
}

/// What is reported after each epoch.
#[derive(Debug)]
pub struct Epoch {
    pub number: usize,
    pub tag_loss: f32,
    pub arc_loss: f32,
    pub label_loss: f32,
    /// Greatest length of a gradient.
    pub gradient: f32,
    pub dev: Scores,
}

/// Steps over which the rate rises to its full value.
const WARM_UP: usize = 300;

/// Sentences that are sorted by length and cut into batches together.
const POOL: usize = 600;

/// What a run learns from and is scored on.
#[derive(Debug)]
pub struct Material {
    pub train: Vec<Gold>,
    /// Scored after each epoch.
    pub dev: Vec<Gold>,
    pub vectors: RawVectors,
    /// Models whose shares the new one learns; may be none.
    pub teachers: Vec<Model>,
    /// Sentences without trees, which the teachers supply.
    pub raw: Vec<Sentence>,
}

/// Trains; `report` hears of each epoch.
pub fn run(options: &Options, material: &Material, report: &mut dyn FnMut(&Epoch)) -> Weights {
    let mut random = Random::new(options.seed);
    let Material { dev, vectors, .. } = material;
    let data = Data::new(options, material);
    let mut params = Params::random(data.shape, vectors.rows.cols, &mut random);
    let mut grads = Params::zeros(data.shape, vectors.rows.cols);
    let mut adam = Adam::new(&params);
    let setting = Setting { vectors: &vectors.rows, dropout: options.dropout };
    let tokens: usize = data.examples.iter().map(|it| it.heads.len()).sum();
    let total = options.epochs * tokens.div_ceil(options.batch);
    let mut step = 0;
    for number in 1..=options.epochs {
        let mut epoch = Epoch {
            number,
            tag_loss: 0.0,
            arc_loss: 0.0,
            label_loss: 0.0,
            gradient: 0.0,
            dev: Scores::default(),
        };
        let mut tokens = 0;
        for batch in batches(&data.examples, options.batch, &mut random) {
            let mut touched = Vec::new();
            let loss =
                network::learn(&setting, (&params, &mut grads), &batch, &mut random, &mut touched);
            let length = adam.step(&mut params, &mut grads, &touched, rate(options, step, total));
            step += 1;
            tokens += loss.tokens;
            epoch.tag_loss += loss.tag;
            epoch.arc_loss += loss.arc;
            epoch.label_loss += loss.label;
            epoch.gradient = epoch.gradient.max(length);
        }
        let share = 1.0 / tokens.max(1) as f32;
        epoch.tag_loss *= share;
        epoch.arc_loss *= share;
        epoch.label_loss *= share;
        if !dev.is_empty() {
            let model = Model::new(export::weights(&params, &data.inventory, &vectors.rows));
            epoch.dev = parse::score(&model, dev);
        }
        report(&epoch);
    }
    export::weights(&params, &data.inventory, &vectors.rows)
}

/// Up in a line, then down along a cosine.
fn rate(options: &Options, step: usize, total: usize) -> f32 {
    if step < WARM_UP {
        return options.rate * (step + 1) as f32 / WARM_UP as f32;
    }
    let done = (step - WARM_UP) as f32 / total.saturating_sub(WARM_UP).max(1) as f32;
    options.rate * (0.02 + 0.98 * 0.5 * (1.0 + (std::f32::consts::PI * done.min(1.0)).cos()))
}

/// Sentences about as long together, about `tokens` tokens a batch: with a fixed number of sentences the words of
/// short ones would weigh more.
fn batches<'a>(
    examples: &'a [Example],
    tokens: usize,
    random: &mut Random,
) -> Vec<Vec<&'a Example>> {
    let mut all: Vec<&Example> = examples.iter().collect();
    random.shuffle(&mut all);
    let mut batches = Vec::new();
    for pool in all.chunks_mut(POOL) {
        pool.sort_by_key(|it| it.heads.len());
        let mut batch = Vec::new();
        let mut size = 0;
        for example in pool.iter() {
            if size > 0 && size + example.heads.len() / 2 > tokens {
                batches.push(std::mem::take(&mut batch));
                size = 0;
            }
            size += example.heads.len();
            batch.push(*example);
        }
        batches.push(batch);
    }
    random.shuffle(&mut batches);
    batches
}

/// The sentences of a plain text, without trees.
pub fn sentences(text: &str) -> Vec<Sentence> {
    text::segment(text, Field::Text)
}
