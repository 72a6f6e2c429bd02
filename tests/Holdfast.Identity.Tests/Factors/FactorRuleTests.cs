using Holdfast.Identity.Factors;

namespace Holdfast.Identity.Tests.Factors;

public class FactorRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Demanded × has × proven, all of it.</summary>
    [Theory]
    [InlineData(false, false, false, FactorNeed.Nothing)]
    [InlineData(false, false, true, FactorNeed.Nothing)]
    [InlineData(false, true, false, FactorNeed.Prove)]
    [InlineData(false, true, true, FactorNeed.Nothing)]
    [InlineData(true, false, false, FactorNeed.Enrol)]
    [InlineData(true, false, true, FactorNeed.Nothing)]
    [InlineData(true, true, false, FactorNeed.Prove)]
    [InlineData(true, true, true, FactorNeed.Nothing)]
    public void NeedOf_EveryCase(bool demanded, bool has, bool proven, FactorNeed need) =>
        Assert.Equal(need, FactorRule.NeedOf(demanded, has, proven));

    [Theory]
    [InlineData(FactorDemand.Nobody, false, "", false)]
    [InlineData(FactorDemand.Nobody, true, "", false)]
    [InlineData(FactorDemand.Nobody, true, "staff", false)]
    [InlineData(FactorDemand.Nobody, false, "finance", true)]
    [InlineData(FactorDemand.Administrators, false, "", false)]
    [InlineData(FactorDemand.Administrators, true, "", true)]
    [InlineData(FactorDemand.Administrators, false, "finance", true)]
    [InlineData(FactorDemand.Everybody, false, "", true)]
    [InlineData(FactorDemand.Everybody, true, "", true)]
    public void Demands_ByRoleAndGroup(FactorDemand demand, bool administrator, string group, bool demanded) =>
        Assert.Equal(demanded, new FactorRule(demand, ["finance", "board"]).Demands(administrator, [group]));

    [Theory]
    [InlineData(null, false)]
    [InlineData(0, true)]
    [InlineData(14 * 60 + 59, true)]
    [InlineData(15 * 60, false)]
    [InlineData(-30, true)]
    [InlineData(-61, false)]
    public void IsFresh_AfterSeconds(int? seconds, bool fresh) =>
        Assert.Equal(fresh, FactorRule.IsFresh(seconds is { } ago ? Now.AddSeconds(-ago) : null, Now));
}
