//! Radicals that PDF readers copy for the characters they look like: `⼀是` with U+2F00 for `一是`.

use super::draft::Draft;
use super::reading::Repair;

/// The first of the Kangxi radicals.
const FIRST: u32 = 0x2F00;

/// The characters of the Kangxi radicals in their order, simplified: whoever copies ⾒ means 见.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕\
    大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日\
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
    衣襾见角言谷豆豕豸贝赤走足身车辛辰辵邑酉釆里金长门阜隶隹雨青非面革韦韭音\
    页风飞食首香马骨高髟斗鬯鬲鬼鱼鸟卤鹿麦麻黄黍黑黹黾鼎鼓鼠鼻齐齿龙龟龠\
";

/// Those of the supplement that stand for characters.
const SUPPLEMENT: [(char, char); 24] = [
    ('\u{2E9F}', '母'),
    ('\u{2EA0}', '民'),
    ('\u{2EC4}', '西'),
    ('\u{2EC5}', '见'),
    ('\u{2EC6}', '角'),
    ('\u{2EC9}', '贝'),
    ('\u{2ECB}', '车'),
    ('\u{2ED3}', '长'),
    ('\u{2ED4}', '门'),
    ('\u{2ED8}', '青'),
    ('\u{2EDA}', '页'),
    ('\u{2EDB}', '风'),
    ('\u{2EDC}', '飞'),
    ('\u{2EDD}', '食'),
    ('\u{2EE2}', '马'),
    ('\u{2EE3}', '骨'),
    ('\u{2EE4}', '鬼'),
    ('\u{2EE5}', '鱼'),
    ('\u{2EE6}', '鸟'),
    ('\u{2EE9}', '黄'),
    ('\u{2EEC}', '齐'),
    ('\u{2EEE}', '齿'),
    ('\u{2EEF}', '龙'),
    ('\u{2EF0}', '龙'),
];

/// Reads each as its character.
pub(super) fn unify<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let kangxi: Vec<char> = KANGXI.chars().collect();
    for (at, c) in text.char_indices() {
        let known = u32::from(c).checked_sub(FIRST).and_then(|offset| kangxi.get(offset as usize)).copied();
        let meant = known.or_else(|| SUPPLEMENT.iter().find(|(radical, _)| *radical == c).map(|&(_, meant)| meant));
        if let Some(meant) = meant {
            draft.put(at, at + c.len_utf8(), Repair::Radical, meant.encode_utf8(&mut [0; 4]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_radical_has_its_character() {
        let text = "\u{2F00}是\u{2F83}我革新\u{2ED3}\u{2FD5}";
        let mut draft = Draft::of(text);
        unify(&mut draft, text);
        assert_eq!(draft.finish().map(|done| done.text).as_deref(), Some("一是自我革新长龠"));
        assert_eq!(KANGXI.chars().count(), 214);
    }
}
