//! Universal Dependencies labels (universaldependencies.org, version 2) with the subtypes that English uses.

macro_rules! labels {
    ($($variant:ident = $text:literal),+ $(,)?) => {
        /// A dependency label, subtype included.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Deprel { $($variant),+ }

        impl Deprel {
            pub const ALL: &'static [Deprel] = &[$(Deprel::$variant),+];

            pub fn as_str(self) -> &'static str {
                match self { $(Deprel::$variant => $text),+ }
            }

            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Deprel::$variant),)+ _ => None }
            }
        }
    };
}

labels! {
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
    Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
    CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt",
    Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass",
    Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse",
    Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", FlatForeign = "flat:foreign",
    Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
    NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
    NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
    OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
    Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
}

impl Deprel {
    /// The label without its subtype: `nsubj` of `nsubj:pass`.
    pub fn base(self) -> &'static str {
        self.as_str().split(':').next().unwrap_or_default()
    }

    /// Whether `pattern` names this label: `nsubj` also names `nsubj:pass`, `nsubj:pass` only itself.
    pub fn is(self, pattern: &str) -> bool {
        self.as_str() == pattern || self.base() == pattern
    }
}
