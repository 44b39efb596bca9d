//! The weights file: little-endian, read and written in one fixed order. What is unknown or cut short is an error.

use crate::text::deprel::Deprel;
use crate::text::net::dense::LANES;
use crate::text::net::shape::DISTANCES;
use crate::text::net::shape::Shape;
use crate::text::net::vectors::Vectors;
use crate::text::parsed::Feats;
use crate::text::parsed::Number;
use crate::text::parsed::Tense;
use crate::text::parsed::Upos;
use crate::text::parsed::VerbForm;

const MAGIC: &[u8; 8] = b"dmparse1";

/// Larger sizes are no weights of ours but a damaged file.
const MAX_SIZE: usize = 1 << 20;

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ModelError {
    #[error("not a weights file of this version")]
    Magic,
    #[error("the weights end too early")]
    Short,
    #[error("a size, tag or label in the weights is out of range")]
    Range,
}

/// A tag of the joint tag set.
pub type Tag = (Upos, Feats);

/// A matrix of 8-bit weights, row by row, with a scale a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quantised {
    pub cols: usize,
    pub data: Vec<i8>,
    pub scales: Vec<f32>,
}

/// A matrix and what is added to its products.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Affine {
    pub matrix: Quantised,
    pub bias: Vec<f32>,
}

/// One direction of a recurrent layer; rows are the forget, output and update gates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Direction {
    pub input: Affine,
    pub recurrent: Quantised,
}

/// Everything that a weights file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    pub shape: Shape,
    pub tags: Vec<Tag>,
    pub labels: Vec<Deprel>,
    pub table: Quantised,
    pub layers: Vec<[Direction; 2]>,
    pub tag_hidden: Affine,
    pub tag: Affine,
    pub heads: Affine,
    pub arc: Quantised,
    pub arc_head: Vec<f32>,
    pub distance: Vec<f32>,
    pub root: Vec<f32>,
    pub root_bias: Vec<f32>,
    pub root_label: Vec<f32>,
    pub label: Affine,
    pub vectors: Vectors,
}

impl Weights {
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut input = Input { rest: bytes };
        if input.take(MAGIC.len())? != MAGIC {
            return Err(ModelError::Magic);
        }
        let shape = input.shape()?;
        let tags = (0..shape.tags).map(|_| input.tag()).collect::<Result<Vec<_>, _>>()?;
        let labels = (0..shape.labels).map(|_| input.label()).collect::<Result<Vec<_>, _>>()?;
        let table = input.quantised(shape.rows, shape.embed)?;
        let mut layers = Vec::new();
        for layer in 0..shape.layers {
            let width = shape.input(layer);
            layers.push([input.direction(width, &shape)?, input.direction(width, &shape)?]);
        }
        let top = 2 * shape.hidden;
        Ok(Weights {
            tags,
            labels,
            table,
            layers,
            tag_hidden: input.affine(shape.tag_hidden, top)?,
            tag: input.affine(shape.tags, shape.tag_hidden)?,
            heads: input.affine(shape.heads(), top)?,
            arc: input.quantised(shape.arc, shape.arc)?,
            arc_head: input.floats(shape.arc)?,
            distance: input.floats(DISTANCES)?,
            root: input.floats(shape.arc)?,
            root_bias: input.floats(1)?,
            root_label: input.floats(shape.label)?,
            label: input.affine(shape.labels, shape.label)?,
            vectors: input.vectors(shape.embed)?,
            shape,
        })
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        put_shape(&mut out, &self.shape);
        self.tags.iter().for_each(|it| put_tag(&mut out, it));
        for label in &self.labels {
            put_size(&mut out, label.as_str().len());
            out.extend(label.as_str().bytes());
        }
        put_quantised(&mut out, &self.table);
        for direction in self.layers.iter().flatten() {
            put_affine(&mut out, &direction.input);
            put_quantised(&mut out, &direction.recurrent);
        }
        put_affine(&mut out, &self.tag_hidden);
        put_affine(&mut out, &self.tag);
        put_affine(&mut out, &self.heads);
        put_quantised(&mut out, &self.arc);
        let floats =
            [&self.arc_head, &self.distance, &self.root, &self.root_bias, &self.root_label];
        floats.into_iter().for_each(|it| put_floats(&mut out, it));
        put_affine(&mut out, &self.label);
        put_vectors(&mut out, &self.vectors);
        out
    }
}

/// The bytes that are still to be read.
struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (head, tail) = self.rest.split_at_checked(length).ok_or(ModelError::Short)?;
        self.rest = tail;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let (head, tail) = self.rest.split_first_chunk().ok_or(ModelError::Short)?;
        self.rest = tail;
        Ok(*head)
    }

    fn size(&mut self) -> Result<usize, ModelError> {
        let size = usize::try_from(u32::from_le_bytes(self.array()?));
        size.ok().filter(|it| *it <= MAX_SIZE).ok_or(ModelError::Range)
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.take(count * 4)?;
        Ok(bytes.as_chunks().0.iter().map(|it| f32::from_le_bytes(*it)).collect())
    }

    fn shape(&mut self) -> Result<Shape, ModelError> {
        let shape = Shape {
            rows: self.size()?,
            embed: self.size()?,
            hidden: self.size()?,
            layers: self.size()?,
            tag_layer: self.size()?,
            tag_hidden: self.size()?,
            arc: self.size()?,
            label: self.size()?,
            tags: self.size()?,
            labels: self.size()?,
        };
        let sizes = [shape.embed, shape.hidden, shape.tag_hidden, shape.arc, shape.label];
        let good = shape.rows.is_power_of_two()
            && sizes.iter().all(|it| (LANES..=1024).contains(it) && it % LANES == 0)
            && (1..=8).contains(&shape.layers)
            && (1..=shape.layers).contains(&shape.tag_layer)
            && [shape.tags, shape.labels].iter().all(|it| (1..=1024).contains(it));
        if good { Ok(shape) } else { Err(ModelError::Range) }
    }

    fn tag(&mut self) -> Result<Tag, ModelError> {
        let [upos, number, person, tense, form, passive] = self.array()?;
        let upos = Upos::ALL.get(usize::from(upos)).copied().ok_or(ModelError::Range)?;
        let feats = Feats {
            number: pick(number, &[Number::Sing, Number::Plur])?,
            person: pick(person, &[1, 2, 3])?,
            tense: pick(tense, &[Tense::Past, Tense::Pres])?,
            verb_form: pick(form, &[VerbForm::Fin, VerbForm::Inf, VerbForm::Part, VerbForm::Ger])?,
            passive: passive == 1,
        };
        Ok((upos, feats))
    }

    fn label(&mut self) -> Result<Deprel, ModelError> {
        let length = self.size()?;
        let text = std::str::from_utf8(self.take(length)?).ok();
        text.and_then(Deprel::parse).ok_or(ModelError::Range)
    }

    fn quantised(&mut self, rows: usize, cols: usize) -> Result<Quantised, ModelError> {
        let scales = self.floats(rows)?;
        let data = self.take(rows * cols)?.iter().map(|it| it.cast_signed()).collect();
        Ok(Quantised { cols, data, scales })
    }

    fn affine(&mut self, rows: usize, cols: usize) -> Result<Affine, ModelError> {
        Ok(Affine { matrix: self.quantised(rows, cols)?, bias: self.floats(rows)? })
    }

    fn direction(&mut self, width: usize, shape: &Shape) -> Result<Direction, ModelError> {
        let gates = 3 * shape.hidden;
        Ok(Direction {
            input: self.affine(gates, width)?,
            recurrent: self.quantised(gates, shape.hidden)?,
        })
    }

    /// A number in groups of seven bits, the lowest first.
    fn delta(&mut self) -> Result<u32, ModelError> {
        let mut delta = 0;
        for (shift, byte) in (0..32).step_by(7).zip(self.rest) {
            delta |= u32::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                self.take(shift / 7 + 1)?;
                return Ok(delta);
            }
        }
        Err(ModelError::Short)
    }

    fn vectors(&mut self, embed: usize) -> Result<Vectors, ModelError> {
        let keys = self.size()?;
        let rows = self.size()?;
        let mut table = Vec::with_capacity(keys.min(self.rest.len()));
        let mut last = 0u32;
        for _ in 0..keys {
            last = last.wrapping_add(self.delta()?);
            table.push((last, 0));
        }
        let (numbers, _) = self.take(keys * 2)?.as_chunks();
        for (entry, number) in table.iter_mut().zip(numbers) {
            entry.1 = u16::from_le_bytes(*number);
            if usize::from(entry.1) >= rows {
                return Err(ModelError::Range);
            }
        }
        Ok(Vectors { keys: table, rows: self.quantised(rows, embed)? })
    }
}

/// Value number `code` (from 1), none for 0.
fn pick<T: Copy>(code: u8, values: &[T]) -> Result<Option<T>, ModelError> {
    match usize::from(code).checked_sub(1) {
        None => Ok(None),
        Some(i) => values.get(i).copied().map(Some).ok_or(ModelError::Range),
    }
}

fn put_size(out: &mut Vec<u8>, size: usize) {
    out.extend(u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_shape(out: &mut Vec<u8>, shape: &Shape) {
    let sizes = [
        shape.rows,
        shape.embed,
        shape.hidden,
        shape.layers,
        shape.tag_layer,
        shape.tag_hidden,
        shape.arc,
        shape.label,
        shape.tags,
        shape.labels,
    ];
    sizes.into_iter().for_each(|it| put_size(out, it));
}

fn put_tag(out: &mut Vec<u8>, (upos, feats): &Tag) {
    let upos = Upos::ALL.iter().position(|it| it == upos).unwrap_or(0);
    let code = |it: Option<u8>| it.map_or(0, |it| it + 1);
    out.extend([
        u8::try_from(upos).unwrap_or(0),
        code(feats.number.map(|it| u8::from(it == Number::Plur))),
        feats.person.unwrap_or(0),
        code(feats.tense.map(|it| u8::from(it == Tense::Pres))),
        code(feats.verb_form.map(|it| match it {
            VerbForm::Fin => 0,
            VerbForm::Inf => 1,
            VerbForm::Part => 2,
            VerbForm::Ger => 3,
        })),
        u8::from(feats.passive),
    ]);
}

fn put_floats(out: &mut Vec<u8>, floats: &[f32]) {
    floats.iter().for_each(|it| out.extend(it.to_le_bytes()));
}

fn put_quantised(out: &mut Vec<u8>, matrix: &Quantised) {
    put_floats(out, &matrix.scales);
    out.extend(matrix.data.iter().map(|it| it.cast_unsigned()));
}

fn put_affine(out: &mut Vec<u8>, affine: &Affine) {
    put_quantised(out, &affine.matrix);
    put_floats(out, &affine.bias);
}

fn put_vectors(out: &mut Vec<u8>, vectors: &Vectors) {
    put_size(out, vectors.keys.len());
    put_size(out, vectors.rows.scales.len());
    let mut last = 0u32;
    for (key, _) in &vectors.keys {
        let mut delta = key.wrapping_sub(last);
        last = *key;
        while delta >= 0x80 {
            out.push(u8::try_from(delta & 0x7f).unwrap_or(0) | 0x80);
            delta >>= 7;
        }
        out.push(u8::try_from(delta).unwrap_or(0));
    }
    vectors.keys.iter().for_each(|(_, row)| out.extend(row.to_le_bytes()));
    put_quantised(out, &vectors.rows);
}
