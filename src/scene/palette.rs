//! The colours behind the roles, light and dark.
//!
//! Decides which colour a role has; the roles are named in [`crate::scene`]. Ratios are tested below.

use super::Role;

/// Red, green and blue of every role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    colours: [u32; Role::ALL.len()],
}

impl Role {
    /// All roles in their order.
    pub const ALL: [Role; 21] = [
        Role::Ground,
        Role::Tint,
        Role::Rule,
        Role::RuleStrong,
        Role::Control,
        Role::Ink,
        Role::InkSecond,
        Role::InkThird,
        Role::Bar,
        Role::Fill,
        Role::Accent,
        Role::AccentTint,
        Role::Link,
        Role::ToneConflictStrong,
        Role::ToneConflict,
        Role::ToneNeutral,
        Role::ToneCooperation,
        Role::ToneCooperationStrong,
        Role::ToneConflictText,
        Role::ToneCooperationText,
        Role::Yes,
    ];
}

impl Palette {
    /// On a light page.
    pub const LIGHT: Palette = Palette {
        colours: [
            0xffffff, 0xf3f5f6, 0xe4e7ea, 0xb4bbc2, 0x8a9198, 0x15181b, 0x474e55, 0x656c74, 0x868d94,
            0xd6dbe0, 0x8a2a5f, 0xead3df, 0x1a5f8a, 0xc4472b, 0xc8735b, 0x868d94, 0x5b92b3, 0x1f6f9f,
            0xb93f24, 0x1a5f8a, 0x0b756c,
        ],
    };

    /// On a dark page.
    pub const DARK: Palette = Palette {
        colours: [
            0x14171a, 0x1d2226, 0x2b3136, 0x545c64, 0x6b747c, 0xeceef0, 0xb5bcc3, 0x929aa2, 0x868e96,
            0x3a4148, 0xe58fbd, 0x552a42, 0x7fc0ea, 0xf27c5e, 0xb9705d, 0x868e96, 0x5690b2, 0x68b8e8,
            0xf27c5e, 0x68b8e8, 0x4cc0b3,
        ],
    };

    /// No colours: each role's number stands where red would be, so that a surface can write the role's name
    /// (see [`super::svg::Colours::Page`]).
    pub const ROLES: Palette = Palette {
        colours: {
            let mut colours = [0; Role::ALL.len()];
            let mut index = 0;
            while index < colours.len() {
                colours[index] = (index as u32) << 16;
                index += 1;
            }
            colours
        },
    };

    /// A role's red, green and blue.
    pub fn rgb(&self, role: Role) -> (u8, u8, u8) {
        let [_, red, green, blue] = self.colours[role as usize].to_be_bytes();
        (red, green, blue)
    }
}

/// The CSS custom property of a role.
pub fn css_name(role: Role) -> &'static str {
    match role {
        Role::Ground => "--bl-ground",
        Role::Tint => "--bl-tint",
        Role::Rule => "--bl-rule",
        Role::RuleStrong => "--bl-rule-strong",
        Role::Control => "--bl-control",
        Role::Ink => "--bl-ink",
        Role::InkSecond => "--bl-ink-second",
        Role::InkThird => "--bl-ink-third",
        Role::Bar => "--bl-bar",
        Role::Fill => "--bl-fill",
        Role::Accent => "--bl-accent",
        Role::AccentTint => "--bl-accent-tint",
        Role::Link => "--bl-link",
        Role::ToneConflictStrong => "--bl-tone-conflict-strong",
        Role::ToneConflict => "--bl-tone-conflict",
        Role::ToneNeutral => "--bl-tone-neutral",
        Role::ToneCooperation => "--bl-tone-cooperation",
        Role::ToneCooperationStrong => "--bl-tone-cooperation-strong",
        Role::ToneConflictText => "--bl-tone-conflict-text",
        Role::ToneCooperationText => "--bl-tone-cooperation-text",
        Role::Yes => "--bl-yes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn ratio(palette: &Palette, role: Role, on: Role) -> f64 {
        let (a, b) = (luminance(palette.rgb(role)), luminance(palette.rgb(on)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    const TEXT: [Role; 7] = [
        Role::Ink,
        Role::InkSecond,
        Role::InkThird,
        Role::Accent,
        Role::Link,
        Role::ToneConflictText,
        Role::ToneCooperationText,
    ];

    const MARKS: [Role; 7] = [
        Role::Bar,
        Role::ToneConflictStrong,
        Role::ToneConflict,
        Role::ToneNeutral,
        Role::ToneCooperation,
        Role::ToneCooperationStrong,
        Role::Yes,
    ];

    #[test]
    fn text_can_be_read_on_both_grounds() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for role in TEXT {
                for ground in [Role::Ground, Role::Tint] {
                    assert!(ratio(&palette, role, ground) >= 4.5, "{role:?} on {ground:?}");
                }
            }
        }
    }

    #[test]
    fn marks_can_be_seen_on_both_grounds() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for role in MARKS {
                for ground in [Role::Ground, Role::Tint] {
                    assert!(ratio(&palette, role, ground) >= 3.0, "{role:?} on {ground:?}");
                }
            }
            assert!(ratio(&palette, Role::Control, Role::Ground) >= 3.0);
        }
    }

    #[test]
    fn words_in_gauges_can_be_read() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            assert!(ratio(&palette, Role::Ink, Role::Fill) >= 4.5);
            assert!(ratio(&palette, Role::Accent, Role::AccentTint) >= 4.5);
        }
    }

    #[test]
    fn each_role_has_its_number_and_a_name_of_its_own() {
        let mut names = Vec::new();
        for (index, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, index);
            assert_eq!(usize::from(Palette::ROLES.rgb(role).0), index);
            names.push(css_name(role));
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Role::ALL.len());
    }
}
