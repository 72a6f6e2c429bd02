using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Link.Enrolling;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Portals;

/// <summary>An enrolment whose answer got lost on its way to the administrator, or to the portal.</summary>
public abstract class EnrolmentAgainTests(TwoPortals both)
{
    private const string Root = "/api/admin/v1/nodes";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_SameCodeAgainAtTheOtherPortal_GivesTheSameNodeAndWritesNothing()
    {
        await using var node = await FakeNode.StartAsync();
        var (code, name) = (node.NewCode(), NewName());
        var first = await AddAsync(both.First, code, name);
        await LinkedAsync(both.First, name);
        var again = await AddAsync(both.Second, code, name);
        var unnamed = await AddAsync(both.Second, code);

        Assert.Equal(
            Enumerable.Repeat((name, (string?)first["address"]), 3),
            new[] { first, again, unnamed }.Select(one => ((string)one["id"]!, (string?)one["address"]))
        );
        Assert.Equal(1, await AuditedAsync(name));
        await RemoveAsync(name);
    }

    [Fact]
    public async Task Add_SameCodeAtBothAtOnce_GivesTheSameNode()
    {
        await using var node = await FakeNode.StartAsync();
        var (code, name) = (node.NewCode(), NewName());
        var added = await Task.WhenAll(AddAsync(both.First, code, name), AddAsync(both.Second, code, name));

        Assert.All(added, one => Assert.Equal(name, (string?)one["id"]));
        Assert.Equal(1, await AuditedAsync(name));
        await LinkedAsync(both.First, name);
        await RemoveAsync(name);
    }

    /// <summary>All of them find the same name free.</summary>
    [Fact]
    public async Task Add_SeveralNodesWithoutNamesAtOnce_EachHasItsOwn()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FakeNode.StartAsync()));
        var added = await Task.WhenAll(
            nodes.Select((node, i) => AddAsync(i % 2 == 0 ? both.First : both.Second, node.NewCode()))
        );
        var names = added.Select(one => (string?)one["id"]).ToList();

        Assert.Equal(4, names.Distinct().Count());
        Assert.Equal(names, nodes.Select(node => node.Id));
        foreach (var (node, name) in nodes.Zip(names))
        {
            await LinkedAsync(both.First, name!);
            await RemoveAsync(name!);
            await node.DisposeAsync();
        }
    }

    /// <summary>The portal died between the node's word and its commit.</summary>
    [Fact]
    public async Task Add_NodeIsEnrolledAndNoPortalKnows_IsTakenIn()
    {
        await using var node = await FakeNode.StartAsync();
        var (code, name) = (node.NewCode(), NewName());
        var enrolment = both.First.Services.GetRequiredService<Enrolment>();
        var lost = await enrolment.EnrolAsync(EnrolmentCode.Parse(code).Value!, "node-lost", Cancel);
        Assert.True(lost.Succeeded);

        Assert.Equal(name, (string?)(await AddAsync(both.Second, code, name))["id"]);
        Assert.Equal(name, node.Id);
        await LinkedAsync(both.First, name);
        await RemoveAsync(name);
    }

    [Fact]
    public async Task Add_SameCodeUnderAnotherName_IsRefused()
    {
        await using var node = await FakeNode.StartAsync();
        var (code, name) = (node.NewCode(), NewName());
        await AddAsync(both.First, code, name);

        Assert.Contains("HF-1723", await RefusedAsync(both.Second, code, NewName()), StringComparison.Ordinal);
        Assert.Equal(name, node.Id);
        await RemoveAsync(name);
    }

    /// <summary>From the wrong side: who was let go does not come back by an old code, whether a portal had come or not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Add_SameCodeAfterTheNodeWasRemoved_IsRefused(bool linked)
    {
        await using var node = await FakeNode.StartAsync();
        var (code, name) = (node.NewCode(), NewName());
        await AddAsync(both.First, code, name);
        if (linked)
        {
            await LinkedAsync(both.First, name);
        }

        await RemoveAsync(name);

        Assert.Contains("HF-1723", await RefusedAsync(both.First, code, name), StringComparison.Ordinal);
        Assert.Contains("HF-1723", await RefusedAsync(both.Second, code, id: null), StringComparison.Ordinal);
    }

    private static string NewName() => $"again-{Guid.CreateVersion7():N}"[..30];

    private static async Task<JsonNode> AddAsync(RunningPortal portal, string code, string? id = null)
    {
        using var answer = await portal.Admin.PostAsJsonAsync(Root, new { code, id }, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<string> RefusedAsync(RunningPortal portal, string code, string? id)
    {
        using var answer = await portal.Admin.PostAsJsonAsync(Root, new { code, id }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static Task LinkedAsync(RunningPortal portal, string name)
    {
        var registry = portal.Services.GetRequiredService<NodeRegistry>();
        return Eventually.TrueAsync($"{name} is linked", () => registry[name].Status is not null);
    }

    private async Task RemoveAsync(string name)
    {
        using var removed = await both.First.Admin.DeleteAsync($"{Root}/{name}", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    private async Task<int> AuditedAsync(string name)
    {
        var audit = await both.First.Admin.GetFromJsonAsync<JsonElement>("/api/admin/v1/audit", Cancel);
        return audit
            .GetProperty("items")
            .EnumerateArray()
            .Count(entry =>
                entry.GetProperty("subject").GetString() == name
                && entry.GetProperty("action").GetString() == "node.add"
            );
    }
}

public sealed class EnrolmentAgainSqliteTests(TwoPortalsOnSqlite both)
    : EnrolmentAgainTests(both),
        IClassFixture<TwoPortalsOnSqlite>;

[Trait("needs", "postgres")]
public sealed class EnrolmentAgainPostgresTests(TwoPortalsOnPostgres both)
    : EnrolmentAgainTests(both),
        IClassFixture<TwoPortalsOnPostgres>;
