using Holdfast.Data.Nodes;
using Holdfast.Portal.Features.Nodes;

namespace Holdfast.Portal.Tests.Features.Nodes;

public sealed class CodeAgainTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 20, 0, 0, TimeSpan.Zero);

    private static readonly Node Brought = new()
    {
        Id = "node-2",
        Address = "vpn:8444",
        HostName = "vpn",
        CreatedAt = Now.AddMinutes(-1),
    };

    private static readonly UsedCode Used = new("code", "key", Brought.Id, Brought.CreatedAt, Now.AddMinutes(59));

    [Theory]
    [InlineData(null)]
    [InlineData("node-2")]
    public void Of_SameKeyAndName_IsTheSameNode(string? id) =>
        Assert.Same(Brought, CodeAgain.Of(Used, Brought, "key", id, Now).Value);

    [Fact]
    public void Of_AnotherKey_Used() => AssertRefused("HF-1723", Brought, key: "other");

    [Fact]
    public void Of_AnotherName_Used() => AssertRefused("HF-1723", Brought, id: "node-3");

    [Fact]
    public void Of_NodeWasRemoved_Used() => AssertRefused("HF-1723", Brought with { RemovedAt = Now });

    [Fact]
    public void Of_AnotherNodeCameUnderItsName_Used() => AssertRefused("HF-1723", Brought with { CreatedAt = Now });

    [Fact]
    public void Of_NoSuchNode_Used() => AssertRefused("HF-1723", found: null);

    [Fact]
    public void Of_AfterTheCodesLife_Expired() => AssertRefused("HF-1724", Brought, after: TimeSpan.FromMinutes(59));

    private static void AssertRefused(
        string problem,
        Node? found,
        string key = "key",
        string? id = null,
        TimeSpan after = default
    ) => Assert.Equal(problem, Assert.Single(CodeAgain.Of(Used, found, key, id, Now + after).Problems).Id);
}
