"""Five proofs as offices word them, with invented residents; numbers have valid check digits."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from printing.proof_sheet import ProofColumn, ProofFact, ProofSheet, ProofTable

PLACE = "桃江县政务服务中心 24 小时自助服务区 01 号机"
AT = datetime(2026, 3, 18, 9, 41)  # noqa: DTZ001 - local time of the hall, as printed
VERIFY = "https://zwfw.taojiang.example/verify"
VERIFY_AT = "“桃江政务”小程序"


@dataclass(frozen=True)
class Person:
    """An invented resident; ``number`` has the check digit of GB 11643-1999."""

    name: str
    number: str


ZHANG = Person("张桂兰", "430922195203164524")
LIU = Person("刘䶮", "43092219880923173X")
CHEN = Person("陈晓芸", "430922199004122848")
LIU_CHILD = Person("刘一诺", "430922201506083615")
XU = Person("欧阳慕容建国", "430922197611052918")
PEOPLE = (ZHANG, LIU, CHEN, LIU_CHILD, XU)
COMPANY, COMPANY_CODE = "桃江县竹海竹制品有限责任公司", "91430922MA4L7K2Q94"


CREDIT = ProofSheet(
    title="个人信用报告（概要）",
    number="2026031800430922000117",
    paragraphs=(
        f"根据《征信业管理条例》，应{ZHANG.name}（居民身份证号码{ZHANG.number}）本人申请，经查询金融信用信息基础数据库，"
        "截至2026年3月17日，其信贷记录概要如下：",
    ),
    table=ProofTable(
        (
            ProofColumn("项目", 0.4),
            ProofColumn("信用卡", 0.2),
            ProofColumn("购房贷款", 0.2),
            ProofColumn("其他贷款", 0.2),
        ),
        (
            ("账户数", "3", "1", "2"),
            ("未结清（未销户）账户数", "2", "1", "0"),
            ("发生过逾期的账户数", "1", "0", "0"),
            ("发生过90天以上逾期的账户数", "0", "0", "0"),
            ("为他人担保笔数", "—", "0", "1"),
            ("授信总额（元）", "80,000", "320,000", "0"),
            ("余额（元）", "6,412", "187,530", "0"),
        ),
    ),
    facts=(
        ProofFact("公共记录", "最近5年内没有欠税记录、民事判决记录、强制执行记录和行政处罚记录。"),
        ProofFact("查询记录", "最近2年内被机构查询4次，本人查询1次；本年度第1次本人查询，不收费。"),
        ProofFact(
            "说　　明",
            "本报告的内容由报送机构提供，征信中心不对其真实性和准确性作保证，但承诺在汇总、加工、整合的全过程中保持客观、中立。"
            "对内容有异议的，可以向征信中心或者报送机构提出异议申请。请妥善保管，注意防止泄露。",
        ),
    ),
    code="K3M87Q4K29MX",
    verify_url=f"{VERIFY}/K3M87Q4K29MX",
    verify_at=VERIFY_AT,
    issuer="中国人民银行征信中心",
    issued_on=date(2026, 3, 18),
    data_as_of=date(2026, 3, 17),
    place=PLACE,
    printed_at=AT,
)

PROPERTIES = ProofSheet(
    title="房产套数证明",
    number="TJ-FC-2026-0318-000127",
    paragraphs=(
        f"经查询桃江县不动产登记信息平台，截至2026年3月17日，{XU.name}（居民身份证号码{XU.number}）"
        "在桃江县行政区域内名下登记有住房3套、车位1个，具体如下：",
    ),
    table=ProofTable(
        (
            ProofColumn("不动产权证号", 0.27),
            ProofColumn("坐落", 0.34),
            ProofColumn("用途", 0.11),
            ProofColumn("面积（平方米）", 0.15),
            ProofColumn("共有情况", 0.13),
        ),
        (
            (
                "湘（2019）桃江县不动产权第 0003512 号",
                "桃江县桃花江镇桃花东路 16 号竹海云庭 2 栋 1 单元 302 室",
                "住宅",
                "112.40",
                "共同共有",
            ),
            (
                "湘（2021）桃江县不动产权第 0011874 号",
                "桃江县桃花江镇芙蓉路 218 号锦绣江南 7 栋 2003 室",
                "住宅",
                "138.66",
                "单独所有",
            ),
            ("桃房权证桃花江字第 00028841 号", "桃江县马迹塘镇正街 45 号", "住宅", "96.00", "按份共有 50%"),
            (
                "湘（2021）桃江县不动产权第 0011875 号",
                "桃江县桃花江镇芙蓉路 218 号锦绣江南地下一层 B1-127 号",
                "车位",
                "12.72",
                "单独所有",
            ),
        ),
    ),
    facts=(
        ProofFact("查询范围", "桃江县行政区域内国有土地上已经办理登记的房屋"),
        ProofFact("用　　途", "住房公积金贷款审批"),
        ProofFact("说　　明", "本证明只反映查询时的登记状况，不作为房屋权属的依据。"),
    ),
    code="7Q4K29MX3H5T",
    verify_url=f"{VERIFY}/7Q4K29MX3H5T",
    verify_at=VERIFY_AT,
    issuer="桃江县不动产登记中心",
    issued_on=date(2026, 3, 18),
    data_as_of=date(2026, 3, 17),
    place=PLACE,
    printed_at=AT,
)

TAX = ProofSheet(
    title="税收完税证明",
    number="343095260300018427",
    paragraphs=(
        f"兹证明{LIU.name}（纳税人识别号{LIU.number}）在2024年1月至2025年12月期间，由扣缴义务人{COMPANY}"
        f"（统一社会信用代码{COMPANY_CODE}）扣缴或者自行申报缴纳税款的情况如下：",
    ),
    table=ProofTable(
        (
            ProofColumn("税种", 0.17),
            ProofColumn("品目名称", 0.21),
            ProofColumn("税款所属时期", 0.25),
            ProofColumn("入（退）库日期", 0.16),
            ProofColumn("实缴（退）金额（元）", 0.21),
        ),
        (
            *(
                (
                    "个人所得税",
                    "工资薪金所得",
                    f"{year}-{month:02}-01 至 {year}-{month:02}-{monthrange(year, month)[1]}",
                    f"{year + month // 12}-{month % 12 + 1:02}-15",
                    f"{38 + 3 * month + (year - 2024) * 12}.{month:02}",
                )
                for year in (2024, 2025)
                for month in range(1, 13)
            ),
            ("个人所得税", "综合所得年度汇算", "2024-01-01 至 2024-12-31", "2025-04-09", "-126.48"),
            ("契税", "存量房（商品住房买卖）", "2025-06-18 至 2025-06-18", "2025-06-18", "10,800.00"),
            ("合计", "", "", "", "12,199.08"),
        ),
    ),
    facts=(
        ProofFact("金额合计", "（大写）壹万贰仟壹佰玖拾玖元零捌分"),
        ProofFact("备　　注", "本凭证不作纳税人记账、抵扣凭证；退库金额以负数列示。"),
    ),
    code="T5X9W2HN8R6C",
    verify_url=f"{VERIFY}/T5X9W2HN8R6C",
    verify_at=VERIFY_AT,
    issuer="国家税务总局桃江县税务局",
    issued_on=date(2026, 3, 18),
    data_as_of=date(2026, 3, 17),
    place=PLACE,
    printed_at=AT,
)

INSURANCE = ProofSheet(
    title="社会保险个人参保证明",
    number="4309222026031800000356",
    paragraphs=(
        f"兹证明{CHEN.name}，居民身份证号码{CHEN.number}，在我县参加社会保险，截至2026年2月，参保和缴费情况如下：",
    ),
    table=ProofTable(
        (
            ProofColumn("险种", 0.25),
            ProofColumn("参保单位", 0.22),
            ProofColumn("起止年月", 0.26),
            ProofColumn("累计缴费月数", 0.13),
            ProofColumn("参保状态", 0.14),
        ),
        (
            ("城镇企业职工基本养老保险", COMPANY, "2016-07 至 2026-02", "116", "正常参保"),
            ("失业保险", COMPANY, "2016-07 至 2026-02", "116", "正常参保"),
            ("工伤保险", COMPANY, "2016-07 至 2026-02", "116", "正常参保"),
            ("职工基本医疗保险（含生育保险）", COMPANY, "2016-08 至 2026-02", "115", "正常参保"),
            ("城乡居民基本养老保险", "桃江县桃花江镇桃花江社区", "2012-01 至 2016-06", "54", "已转移"),
        ),
    ),
    facts=(
        ProofFact("人员类别", "企业职工"),
        ProofFact("缴费基数", "2025年度4,308元/月"),
        ProofFact("说　　明", "本证明由参保人自助打印，与窗口出具的证明具有同等效力，有效期3个月。涂改无效。"),
    ),
    code="B6D2Y8JP4V7K",
    verify_url=f"{VERIFY}/B6D2Y8JP4V7K",
    verify_at=VERIFY_AT,
    issuer="桃江县社会保险服务中心",
    issued_on=date(2026, 3, 18),
    data_as_of=date(2026, 2, 28),
    place=PLACE,
    printed_at=AT,
)

NO_HOME = ProofSheet(
    title="无房证明",
    number="TJ-WF-2026-0318-000048",
    paragraphs=(
        f"经查询桃江县不动产登记信息平台和房屋交易网签备案系统，截至2026年3月17日，申请人{LIU.name}（居民身份证号码{LIU.number}）、"
        f"配偶{CHEN.name}（居民身份证号码{CHEN.number}）、未成年子女{LIU_CHILD.name}（居民身份证号码{LIU_CHILD.number}）"
        "在桃江县行政区域内，没有房屋所有权登记信息，也没有已经签订、尚未办理登记的商品房买卖合同备案信息。",
        "特此证明。",
    ),
    table=None,
    facts=(
        ProofFact("查询范围", "桃江县行政区域内国有土地上的房屋，不含集体土地上的房屋和没有办理登记的房屋"),
        ProofFact("用　　途", "申请公共租赁住房"),
        ProofFact("交　　给", "桃江县住房保障服务中心"),
        ProofFact("有效期限", "自开具之日起30日"),
    ),
    code="W9N3F7SA2Z5E",
    verify_url=f"{VERIFY}/W9N3F7SA2Z5E",
    verify_at=VERIFY_AT,
    issuer="桃江县不动产登记中心",
    issued_on=date(2026, 3, 18),
    data_as_of=date(2026, 3, 17),
    place=PLACE,
    printed_at=AT,
)

SAMPLES: dict[str, ProofSheet] = {
    "credit": CREDIT,
    "properties": PROPERTIES,
    "tax": TAX,
    "insurance": INSURANCE,
    "no-home": NO_HOME,
}


def main(folder: Path) -> None:
    """Draw every sheet of every sample as a picture, to be looked at."""
    from printing.fonts import DEBIAN_FONTS, FontLibrary
    from printing.preview.picture import rasterise
    from printing.proof import render_proof

    fonts = FontLibrary(book=DEBIAN_FONTS)
    for name, sheet in SAMPLES.items():
        proof = render_proof(sheet, fonts)
        for page in range(proof.sheets):
            rasterise(proof.data, page=page, dots_per_inch=110).save(folder / f"{name}-{page + 1}.png")


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]))
