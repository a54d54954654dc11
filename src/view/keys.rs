//! Keys that do something by themselves, as many programs have them; all but those of the grid can be switched off
//! (WCAG 2.1.4).

use super::{Direction, View};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Search,
    /// To the next session, or the one before.
    Step {
        forward: bool,
    },
    Pick,
    Open,
    Close,
    Look(View),
    Now,
    Help,
    Move(Direction),
}

/// Reads keys one after the other: one of them waits for the next.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys {
    is_after_g: bool,
}

impl Keys {
    /// What a key does, by its name (W3C UI Events KeyboardEvent key Values); nothing for any other.
    pub fn press(&mut self, key: &str) -> Option<Command> {
        let is_after_g = std::mem::replace(&mut self.is_after_g, key == "g");
        if is_after_g {
            self.is_after_g = false;
            match key {
                "l" => return Some(Command::Look(View::List)),
                "g" => return Some(Command::Look(View::Grid)),
                "n" => return Some(Command::Look(View::Now)),
                "a" => return Some(Command::Look(View::Agenda)),
                _ => {}
            }
        }
        match key {
            "/" => Some(Command::Search),
            "j" => Some(Command::Step { forward: true }),
            "k" => Some(Command::Step { forward: false }),
            "p" => Some(Command::Pick),
            "Enter" => Some(Command::Open),
            "Escape" => Some(Command::Close),
            "n" => Some(Command::Now),
            "?" => Some(Command::Help),
            "ArrowUp" => Some(Command::Move(Direction::Up)),
            "ArrowDown" => Some(Command::Move(Direction::Down)),
            "ArrowLeft" => Some(Command::Move(Direction::Left)),
            "ArrowRight" => Some(Command::Move(Direction::Right)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(keys: &[&str]) -> Vec<Option<Command>> {
        let mut reader = Keys::default();
        keys.iter().map(|key| reader.press(key)).collect()
    }

    #[test]
    fn g_waits_for_a_view_and_for_nothing_else() {
        assert_eq!(read(&["g", "l"]), [None, Some(Command::Look(View::List))]);
        assert_eq!(read(&["g", "g", "g"]), [None, Some(Command::Look(View::Grid)), None]);
        assert_eq!(read(&["g", "a", "a"]), [None, Some(Command::Look(View::Agenda)), None]);
        assert_eq!(read(&["g", "x", "l"]), [None, None, None]);
        assert_eq!(read(&["g", "j"]), [None, Some(Command::Step { forward: true })]);
        assert_eq!(read(&["l", "F1", "Tab"]), [None, None, None]);
    }
}
