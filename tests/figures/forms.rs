//! How reports state figures that belong together, as rows: a name, a topic (two forms of one topic never share a paragraph),
//! what the figures have to do with each other, and the words. `[a|b]` is a choice, `<a|b>` one that falls alike throughout the form, `{w}` a figure; see [`super::draft`] for
//! which figures a kind gives. All places and figures are made up.

use super::draft::Kind::{self, *};

/// One way to state figures.
pub struct Form {
    pub name: &'static str,
    pub topic: &'static str,
    pub kind: Kind,
    pub words: &'static str,
}

const fn form(name: &'static str, topic: &'static str, kind: Kind, words: &'static str) -> Form {
    Form { name, topic, kind, words }
}

pub const FORMS: &[Form] = &[
    // Shares and rates: {w} is the whole, {a} the part, {p} the percentage, {r} what is left.
    form(
        "rate 纠错率",
        "复议",
        Share,
        "[全年|2024年，][共|]审结行政复议案件{w}<件|宗>，[直接|]纠错{a}<件|宗>，纠错率[为|达|]{p}%。",
    ),
    form(
        "rate 败诉率",
        "诉讼",
        Share,
        "全县行政机关[|全年]一审行政诉讼案件审结{w}<件|宗>，[其中|]败诉{a}<件|宗>，败诉率[为|仅为|]{p}%。",
    ),
    form("rate before its figures", "诉讼", Share, "行政诉讼败诉率[为|降至]{p}%，[全年|当年]审结的{w}件中败诉{a}件。"),
    form(
        "rate 采纳率",
        "审查",
        Share,
        "[全年|]提出[合法性|]审查意见{w}<条|项|处>，[被|]采纳{a}<条|项|处>，采纳率[为|达到|]{p}%。",
    ),
    form("rate 采纳率 before", "审查", Share, "[审查意见|意见]采纳率[达到|为]{p}%，[全年|]共提出审查意见{w}条，采纳{a}条。"),
    form("rate 优秀率", "案卷", Share, "[随机|]抽取行政处罚案卷{w}<卷|份|宗>，评定优秀{a}<卷|份|宗>，优秀率[为|]{p}%。"),
    form("rate 合格率", "考试", Share, "组织执法人员{w}<人|名>参加[法律知识|]考试，合格{a}<人|名>，合格率[为|达|]{p}%。"),
    form("rate 化解率", "纠纷", Share, "[排查|]受理各类矛盾纠纷{w}<件|宗|起>，[成功|]化解{a}<件|宗|起>，化解率[为|达|]{p}%。"),
    form(
        "rate 调解成功率",
        "纠纷",
        Share,
        "[全年|各级调解组织]调解矛盾纠纷{w}<件|宗|起>，调解成功{a}<件|宗|起>，[调解|]成功率[为|]{p}%。",
    ),
    form("rate 参训率", "培训", Share, "应参训执法人员{w}<名|人>，[实际|]参训{a}<名|人>，参训率[为|达到]{p}%。"),
    form("rate 办结率", "诉求", Share, "[全年|平台]受理群众诉求{w}件，办结{a}件，办结率[为|]{p}%。"),
    form("rate 出庭应诉率", "诉讼", Share, "应当由行政机关负责人出庭应诉的案件{w}件，负责人出庭{a}件，出庭应诉率[为|]{p}%。"),
    form(
        "rate with the rest",
        "督察",
        Share,
        "[督察|]发现问题{w}<个|项|条>，[已|]整改[到位|]{a}<个|项|条>，整改率[为|]{p}%，其余{r}<个|项|条>正在整改。",
    ),
    form("share after 其中", "援助", Share, "[全年|]受理法律援助案件{w}件，其中农民工案件{a}件，占{p}%。"),
    form(
        "share of the total",
        "处罚",
        Share,
        "[全年|]办理行政处罚案件{w}<件|宗|起>，其中[适用|]简易程序{a}<件|宗|起>，占案件总数的{p}%。",
    ),
    form("share in brackets", "案卷", Share, "[全年|]评查行政执法案卷{w}卷（其中评定合格{a}卷，占{p}%）。"),
    form("share, the part first", "阵地", Share, "有{a}个村建成法律服务点，占全县{w}个[行政|]村的{p}%。"),
    form("share, 在…中", "复议", Share, "在[全年|]收到的{w}件复议申请中，[通过|]网上提交的[有|]{a}件，占比[为|]{p}%。"),
    form(
        "share across a sentence",
        "举报",
        Share,
        "[全年|]受理投诉举报{w}<件|宗|起>。每件举报都逐一登记、限期答复。其中涉及食品安全的{a}<件|宗|起>，占受理总数的{p}%。",
    ),
    form(
        "share with words between",
        "公证",
        Share,
        "[全年|]办理公证事项{w}件，[按照便民要求，|]上门办理{a}件，占办理总数的{p}%。",
    ),
    form("two shares", "信访", Shares, "受理信访事项{w}件，其中涉企事项{a}件，占{p}%[，|；|、]涉农事项{b}件，占{q}%。"),
    form("two shares, 分别占", "援助", Shares, "[全年|]受理法律援助案件{w}件，其中民事{a}件、刑事{b}件，分别占{p}%、{q}%。"),
    form("share of people", "队伍", Share, "[全县|]司法所在编人员{w}名，取得法律职业资格的[有|]{a}名，占[在编人员的|]{p}%。"),
    // Sums: {t} is the total, {a} to {f} the parts; closed by 其他, 其余 or a total that follows.
    form(
        "sum ending in 其他",
        "审查",
        Sum(3, 0),
        "[全年|]审查各类文件{t}<件|份>，其中规范性文件{a}<件|份>、政府合同{b}<件|份>、其他文件{c}<件|份>。",
    ),
    form(
        "sum of four",
        "普法",
        Sum(4, 0),
        "举办[普法|]宣传活动{t}<场|次|场次>，其中进机关{a}<场|次|场次>、进乡村{b}<场|次|场次>、进学校{c}<场|次|场次>、其他场所{d}<场|次|场次>。",
    ),
    form("sum of a partition", "清理", Sum(3, 0), "清理行政规范性文件{t}件，[其中|]继续有效{a}件，修改{b}件，废止{c}件。"),
    form(
        "sum 分别, 合计",
        "纠纷",
        Sum(3, 0),
        "苇汀镇、砚岭镇、松坪镇分别调处纠纷{a}<件|宗|起>、{b}<件|宗|起>、{c}<件|宗|起>，合计{t}<件|宗|起>。",
    ),
    form("sum in brackets", "法顾", Sum(3, 0), "出具法律意见书{t}<份|件>（合同{a}<份|件>、文件{b}<份|件>、其他{c}<份|件>）。"),
    form("sum in brackets, bare", "法顾", Sum(3, 0), "审核涉法文书{t}份（合同{a}、案卷{b}、其他{c}）。"),
    form(
        "sum, total behind",
        "纠纷",
        Sum(3, 0),
        "化解婚姻家庭纠纷{a}<件|宗|起>、邻里纠纷{b}<件|宗|起>、土地纠纷{c}<件|宗|起>，[共计|合计]{t}<件|宗|起>。",
    ),
    form("sum with 其余", "权责", Sum(2, 0), "梳理执法事项{t}项，其中[由|]县直部门承担{a}项[，|；]其余{b}项由乡镇承担。"),
    form("sum 受理, 办结, 在办", "裁决", Closed, "[全年|]受理行政裁决申请{t}件，办结{a}件，在办{b}件。"),
    form("sum 新收 and 结转", "复议", Flow, "新收行政复议申请{n}件，上年结转{c}件，共[|办理]{t}件，审结{d}件，尚在审理{l}件。"),
    form("sum 加上", "援助", Flow, "新收法律援助申请{n}件，加上上年结转的{c}件，共办理{t}件，办结{d}件，未办结{l}件。"),
    form(
        "sum of ways to close",
        "复议",
        Sum(4, 0),
        "审结行政复议案件{t}<件|宗>，其中维持{a}<件|宗><，|、|；>驳回{b}<件|宗><，|、|；>撤销{c}<件|宗><，|、|；>其他方式结案{d}<件|宗>。",
    ),
    form(
        "sum after a colon",
        "处罚",
        Sum(3, 0),
        "查处违法案件{t}<件|宗|起>：环境保护类{a}<件|宗|起>；安全生产类{b}<件|宗|起>；其他类{c}<件|宗|起>。",
    ),
    form("sum with decimals", "经费", Sum(3, 1), "安排普法经费{t}万元，其中县级{a}万元、乡镇{b}万元、其他{c}万元。"),
    form("sum 原有 and 新增", "顾问", Sum(2, 0), "原有法律顾问{a}名，新聘{b}名，总数达到{t}名。"),
    form("sum of a group", "评查组", Sum(3, 0), "选派律师{a}名、公证员{b}名、执法人员{c}名，共{t}名，组成评查组。"),
    form(
        "sum of six",
        "热线",
        Sum(6, 0),
        "热线解答咨询{t}件次，其中婚姻家庭{a}件次、劳动报酬{b}件次、邻里{c}件次、合同{d}件次、侵权{e}件次、其他{f}件次。",
    ),
    form(
        "sum with a share",
        "矫正",
        Sum(3, 0),
        "开展走访{t}<次|人次>，其中个别走访{a}<次|人次>，占{p}%，集中走访{b}<次|人次>，其他方式{c}<次|人次>。",
    ),
    // A part is not more than its whole; nothing says that the parts are all.
    form("within its whole", "阵地", Within(1), "建成[人民|]调解室{t}<个|处>，其中新建{a}<个|处>。"),
    form("parts of an open list", "援助", Within(3), "办理法律援助案件{t}件，其中劳动报酬{a}件、交通事故{b}件、赡养抚养{c}件。"),
    // Changes: {x} was, {y} is, {d} lies between, {p} is the percentage.
    form("growth over 上年的", "复议", Growth(true), "[全年|]受理行政复议案件{y}<件|宗>，比上年的{x}<件|宗>增长{p}%。"),
    form("growth 增至", "处罚", Growth(true), "行政处罚案件从上年的{x}<件|宗|起>增至{y}<件|宗|起>，增长{p}%。"),
    form("growth 同比增加", "援助", Growth(true), "办理法律援助案件{y}件，同比增加{d}件，增长{p}%。"),
    form("growth 增幅", "公证", Growth(true), "办结公证事项{y}件，较上年增加{d}件，增幅[为|]{p}%。"),
    form(
        "growth with all four",
        "热线",
        Growth(true),
        "接待咨询{y}<人次|件次>，比上年的{x}<人次|件次>增加{d}<人次|件次>，增长{p}%。",
    ),
    form("growth of two years", "处罚", Growth(true), "2023年办理行政处罚案件{x}件，2024年办理{y}件，[同比|]增长{p}%。"),
    form("growth in brackets", "监督", Growth(true), "发出执法监督意见书{y}份（上年{x}份），[同比|]增长{p}%。"),
    form("drop below 上年的", "检查", Growth(false), "[全年|]入企检查{y}<户次|家次|次>，比上年的{x}<户次|家次|次>下降{p}%。"),
    form("drop 由…降至", "信访", Growth(false), "涉法信访由上年的{x}<件|宗|起>降至{y}<件|宗|起>，[同比|]下降{p}%。"),
    form("drop 同比减少", "诉讼", Growth(false), "一审行政诉讼案件{y}件，同比减少{d}件，下降{p}%。"),
    form("drop 压缩", "许可", Growth(false), "许可事项申请材料由{x}件压减到{y}件，压减{p}%。"),
    form("difference up", "队伍", Differ(true), "现有人民调解员{y}名，比上年的{x}名增加{d}名。"),
    form("difference down", "许可", Differ(false), "行政许可事项由{x}项减少到{y}项，减少{d}项。"),
    form("growth a year", "公证", Yearly(3), "公证办证量由2021年的{x}件增加到2024年的{y}件，年均增长{p}%。"),
    // Counted lists: {n} is in words, {k} in figures, {m} are the members.
    form("list before its number", "决策", Count(PROCEDURE), "[严格|]履行{m}{n}个环节。"),
    form("list after a colon", "监督", Count(FIELDS), "聚焦{n}个领域开展执法监督：{m}。"),
    form("list in brackets", "任务", Count(TASKS), "[抓好|完成]{n}项任务（{m}）。"),
    form("list of a slogan", "普法", Count(PLACES), "开展“{n}进”活动，推动法律{m}。"),
    form("list of departments", "督察", Count(DEPARTMENTS), "对{k}个部门（{m}）开展法治督察。"),
    form("list of mechanisms", "机制", Count(MECHANISMS), "建立[健全|]{m}{n}项机制。"),
    form("points one by one", "改进", Points(STEPS), "从{n}个方面改进工作：{m}。"),
    // Dates and years.
    form("day", "会议", Day, "{m}月{d}日，[召开|组织]全县执法监督工作推进会。"),
    form("day with its year", "印发", Day, "2024年{m}月{d}日，印发[年度|]法治政府建设工作要点。"),
    form("from day to day of a year", "行动", Days(true), "2024年{m}月{d}日至{o}月{e}日，[集中|]开展道路运输执法专项检查。"),
    form("from day to day", "行动", Days(false), "{m}月{d}日至{o}月{e}日，[集中|]开展道路运输执法专项检查。"),
    form("years of a plan", "规划", Years, "[落实|对照]《青岚县法治乡村建设规划（{f}—{t}年）》[，细化年度任务|]。"),
    form("years of an action", "规划", Years, "实施执法质量提升行动（{f}—{t}年）。"),
    // One total in two paragraphs.
    form(
        "total repeated",
        "复议",
        Again,
        "全年[共|]受理行政复议案件{t}件。\n全年受理的{u}件行政复议案件，都在法定期限内作出处理。",
    ),
    form(
        "total repeated as a base",
        "普法",
        AgainShare,
        "全年举办法治讲座{t}场。\n面向务工人员的法治讲座只有{a}场，占全年法治讲座{u}场的{p}%。",
    ),
    form(
        "total repeated behind its noun",
        "审查",
        Again,
        "全年提出审查意见{t}条。\n全年提出审查意见{u}条，集中在依据引用和职责边界两个方面。",
    ),
];

const PROCEDURE: &[&str] =
    &["公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论决定", "决策公布", "执行评估", "归档备查"];
const FIELDS: &[&str] = &["市场监管", "生态环境", "文化旅游", "交通运输", "农业农村", "应急管理", "城市管理", "水务"];
const TASKS: &[&str] = &["清理文件", "评查案卷", "轮训人员", "公示信息", "规范文书", "核查证件", "抽查程序", "通报结果"];
const PLACES: &[&str] = &["进机关", "进乡村", "进社区", "进学校", "进企业", "进军营", "进市场", "进家庭"];
const DEPARTMENTS: &[&str] = &["水务局", "交通局", "文旅局", "林业局", "住建局", "教育局", "民政局", "商务局"];
const MECHANISMS: &[&str] = &["线索移送", "会商研判", "通报反馈", "跟踪督办", "信息共享", "案例发布", "结果运用", "回访评估"];
const STEPS: &[&str] = &[
    "完善审查标准",
    "充实审核力量",
    "规范文书格式",
    "加强案例指导",
    "改进培训方式",
    "畅通反馈渠道",
    "严格考核奖惩",
    "推进数据共享",
];

/// Sentences in between that have nothing to do with the figures around them.
pub const ASIDES: &[&str] = &[
    "工作推进会开得短，材料写得实。",
    "组织业务骨干到邻县学习2次，带回的做法逐条试行。",
    "编发工作提示4期，供各单位对照检查。",
    "发放宣传手册2000余份，挂图300多张。",
    "走访群众近500户，问题当场答复。",
    "约三成的乡镇配备了无人机，巡查效率明显提高。",
    "培训采取案例讲解、现场答疑等形式，覆盖面有所扩大。",
    "服务窗口延长开放时间，平均每天接待20人左右。",
    "新闻媒体刊登经验做法6篇。",
    "县财政拨付专项经费，超过往年水平。",
    "系统上线后运行平稳，响应时间不到2秒。",
    "干部下沉一线，与企业面对面交流。",
];
