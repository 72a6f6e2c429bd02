using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Holdfast.Data.Nodes;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Features.Nodes;

/// <summary>Nodes by the admin API, with real links to nodes without a data plane. Who changes a node has one of its own.</summary>
public sealed class NodeAdministrationTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Root = "/api/admin/v1/nodes";

    /// <summary>Stays as it is.</summary>
    private const string First = "node-1";

    [Fact]
    public async Task Find_LinkedNode_SaysHowItIs()
    {
        await using var guest = await GuestNode.JoinAsync(portal);
        await UntilAsync(guest.Id, node => State(node) == "linked" && node.TryGetProperty("sessions", out _));

        var node = await FindAsync(guest.Id);
        Assert.Equal(100, node.GetProperty("weight").GetInt32());
        Assert.Equal($"{SoftwareVersion.Text}+0a1b2c3d", node.GetProperty("software").GetString());
        Assert.Equal(0, node.GetProperty("lag").GetInt64());
        Assert.NotEqual(0, node.GetProperty("services").GetArrayLength());
        Assert.True(node.GetProperty("certificateEndsAt").GetDateTimeOffset() > TimeProvider.System.GetUtcNow());
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Admin.GetAsync($"{Root}/node-9")).StatusCode);
    }

    [Fact]
    public async Task Drain_ThenReturn_NodeIsTold()
    {
        await using var guest = await GuestNode.JoinAsync(portal);
        Assert.Equal(HttpStatusCode.NoContent, await DrainAsync(HttpMethod.Put, guest.Id));
        Assert.Equal(HttpStatusCode.NoContent, await DrainAsync(HttpMethod.Put, guest.Id));
        await UntilAsync(guest.Id, node => State(node) == "empty");
        await Eventually.TrueAsync("the node is told", () => guest.Node.State.Draining);

        Assert.Equal(HttpStatusCode.NoContent, await DrainAsync(HttpMethod.Delete, guest.Id));
        await UntilAsync(guest.Id, node => State(node) == "linked");
        await Eventually.TrueAsync("the node is told", () => !guest.Node.State.Draining);

        Assert.Equal(["node.return", "node.drain"], await AuditOfAsync(guest.Id, "node.drain", "node.return"));
    }

    [Fact]
    public async Task Drain_UnknownNode_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, await DrainAsync(HttpMethod.Put, "node-9"));

    [Fact]
    public async Task Change_SomeSettings_TheOthersStay()
    {
        await using var guest = await GuestNode.JoinAsync(portal);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await ChangeAsync(
                    guest.Id,
                    new { weight = 0, clientNetworks = new[] { "192.0.2.0/24", "2001:db8::/32" } }
                )
            ).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await ChangeAsync(guest.Id, new { hostName = "given.example" })).StatusCode
        );

        var node = await FindAsync(guest.Id);
        Assert.Equal(0, node.GetProperty("weight").GetInt32());
        Assert.Equal(2, node.GetProperty("clientNetworks").GetArrayLength());
        Assert.Equal("given.example", node.GetProperty("hostName").GetString());
        await ChangeAsync(guest.Id, new { hostName = "" });
        node = await FindAsync(guest.Id);
        Assert.NotEqual("given.example", node.GetProperty("hostName").GetString());
        Assert.False(node.TryGetProperty("givenHostName", out _));
    }

    [Theory]
    [InlineData("{\"weight\":-1}", "HF-1753")]
    [InlineData("{\"weight\":1001}", "HF-1753")]
    [InlineData("{\"hostName\":\"not a name\"}", "HF-1754")]
    [InlineData("{\"clientNetworks\":[\"10.0.0.1/8\"]}", "HF-1756")]
    [InlineData("{\"clientNetworks\":\"10.0.0.0/8\"}", "HF-1404")]
    [InlineData("{\"weight\":\"heavy\"}", "HF-1404")]
    [InlineData("{\"surprise\":1}", "HF-1404")]
    public async Task Change_Mistakes_AreRefusedAndNothingChanges(string body, string problem)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await portal.Admin.PatchAsync($"{Root}/{First}", content);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem, text, StringComparison.Ordinal);
        Assert.Equal(100, (await FindAsync(First)).GetProperty("weight").GetInt32());
    }

    [Fact]
    public async Task Change_EverythingWrong_SaysAllOfIt()
    {
        using var answer = await ChangeAsync(
            First,
            new
            {
                weight = 5000,
                hostName = "?",
                clientNetworks = Enumerable.Range(0, 101).Select(n => $"10.{n}.0.0/16"),
            }
        );
        var text = await answer.Content.ReadAsStringAsync();

        Assert.All(["HF-1753", "HF-1754", "HF-1755"], id => Assert.Contains(id, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Add_EachMistake_HasItsOwnProblem()
    {
        await using var other = await FakeNode.StartAsync();
        var code = other.NewCode();

        Assert.Contains("HF-1720", await AddAsync("nonsense"), StringComparison.Ordinal);
        Assert.Contains("HF-1721", await AddAsync(Mistyped(code)), StringComparison.Ordinal);
        Assert.Contains("HF-1752", await AddAsync(code, "Not A Name"), StringComparison.Ordinal);
        Assert.Contains("HF-1751", await AddAsync(code, First), StringComparison.Ordinal);
        var newer = other.NewCode();
        Assert.Contains("HF-1722", await AddAsync(code), StringComparison.Ordinal);
        Assert.Contains("\"id\":\"far\"", await AddAsync(newer, "far"), StringComparison.Ordinal);
        using var removed = await portal.Admin.DeleteAsync($"{Root}/far");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Add_NodeThatIsGone_IsUnreachable()
    {
        var gone = await FakeNode.StartAsync();
        var code = gone.NewCode();
        await gone.DisposeAsync();

        Assert.Contains("HF-1702", await AddAsync(code), StringComparison.Ordinal);
    }

    /// <summary>From the wrong side: what was removed is no longer talked to, however long it waits.</summary>
    [Fact]
    public async Task Remove_NodeThatStillRuns_GetsNothingMore()
    {
        await using var guest = await GuestNode.JoinAsync(portal);
        await using var other = await GuestNode.JoinAsync(portal);
        using var removed = await portal.Admin.DeleteAsync($"{Root}/{other.Id}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Eventually.TrueAsync("the link is over", () => other.Node.Links == 0);
        var known = other.Node.State.Revision;

        await DrainAsync(HttpMethod.Put, guest.Id);
        await UntilAsync(guest.Id, node => State(node) == "empty");
        using var app = portal.NewApp();
        await portal.AddUserAsync();

        Assert.Equal(0, other.Node.Links);
        Assert.Equal(known, other.Node.State.Revision);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Admin.GetAsync($"{Root}/{other.Id}")).StatusCode);
        Assert.Contains(
            "HF-1750",
            await (await portal.Admin.DeleteAsync($"{Root}/{other.Id}")).Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Outage_NodeStops_IsWrittenOnceAndEnds()
    {
        await using var guest = await GuestNode.JoinAsync(portal);
        await UntilAsync(guest.Id, node => State(node) == "linked");
        await guest.Node.DisposeAsync();
        await UntilAsync(guest.Id, node => State(node) == "not-linked");
        await UntilAsync(guest.Id, node => node.GetProperty("outages").GetArrayLength() == 1);

        var outage = (await FindAsync(guest.Id)).GetProperty("outages")[0];
        Assert.False(outage.TryGetProperty("endedAt", out _));
        Assert.NotEqual("", outage.GetProperty("reason").GetString());
        var service = portal.Services.GetRequiredService<NodeOutageStore>();
        Assert.False(
            await portal.Database.WriteAsync(
                unit => service.BeginAsync(unit, guest.Id, TimeProvider.System.GetUtcNow(), "again"),
                CancellationToken.None
            )
        );
    }

    [Theory]
    [InlineData("/admin/nodes")]
    [InlineData("/admin/nodes/node-1")]
    [InlineData("/admin/nodes/changes")]
    public async Task Pages_NobodySignedIn_SayNothing(string path)
    {
        using var app = portal.NewApp();
        using var answer = await app.Http.GetAsync(path);

        Assert.DoesNotContain(First, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Pages_Administrator_ShowTheNode()
    {
        using var app = await SignInAsync("administrator");
        Assert.Contains("/admin/nodes/node-1", await app.Http.GetStringAsync("/admin/nodes"), StringComparison.Ordinal);
        Assert.Contains("Drain node-1", await app.Http.GetStringAsync("/admin/nodes/node-1"), StringComparison.Ordinal);
        using var missing = await app.Http.GetAsync("/admin/nodes/node-9");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Disable_NodeDoesNotConfirm_ItsPageAndTheUsersSaySoUntilItDoes()
    {
        await using var guest = await GuestNode.JoinAsync(portal);
        await ChangeAsync(guest.Id, new { clientNetworks = new[] { "127.0.0.0/8" } });
        var user = await portal.AddUserAsync();
        using var app = portal.NewApp();
        await app.AuthorizeAsync(user);
        using var connected = await app.ConnectAsync(TestApp.NewKey(), "default", "application/x-wireguard-profile");
        guest.Node.Silent = true;
        await portal.DoAsync(HttpMethod.Patch, $"/users/{user}", """{"disabled":true}""");

        using var administrator = await SignInAsync("administrator");
        Assert.Equal(user, Assert.Single(CutOff(await FindAsync(guest.Id))));
        Assert.Contains(
            $"{user} is disabled",
            await administrator.Http.GetStringAsync("/admin/nodes"),
            StringComparison.Ordinal
        );
        var found = await portal
            .Services.GetRequiredService<IUserDesk>()
            .ListAsync(user, withoutFactor: false, after: null, CancellationToken.None);
        var page = $"/admin/users/{Assert.Single(found.Users).Id}";
        var list = $"/admin/users?search={user}";
        Assert.Contains(
            $"Not yet on {guest.Id}",
            await administrator.Http.GetStringAsync(list),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "has not yet confirmed",
            await administrator.Http.GetStringAsync(page),
            StringComparison.Ordinal
        );

        guest.Node.Silent = false;
        await DrainAsync(HttpMethod.Put, guest.Id);
        await UntilAsync(guest.Id, node => !CutOff(node).Any());
        Assert.DoesNotContain(
            "not yet confirmed",
            await administrator.Http.GetStringAsync(page),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Not yet on", await administrator.Http.GetStringAsync(list), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> CutOff(JsonElement node) =>
        node.GetProperty("notYetCutOff").EnumerateArray().Select(name => name.GetString());

    [Fact]
    public async Task Pages_WrongCode_SummaryNamesTheProblem()
    {
        using var app = await SignInAsync("administrator");
        var page = await app.Http.GetStringAsync("/admin/nodes");
        using var answer = await app.PostAsync("/admin/nodes?handler=Add", page, ("code", "hfn1-wrong"), ("id", ""));

        Assert.Matches(
            "class=\"error-summary\".*HF-17[0-9]{2}.*</ul>",
            (await answer.Content.ReadAsStringAsync()).ReplaceLineEndings(" ")
        );
    }

    [Fact]
    public async Task Pages_OrdinaryUser_AreForbidden()
    {
        using var app = await SignInAsync("user");
        foreach (var path in new[] { "/admin/nodes", "/admin/nodes/node-1", "/admin/nodes/changes" })
        {
            using var answer = await app.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private async Task<TestApp> SignInAsync(string role)
    {
        var user = new
        {
            name = $"boss-{Guid.CreateVersion7():N}",
            password = TestApp.Password,
            role,
        };
        using var added = await portal.Admin.PostAsJsonAsync("/api/admin/v1/users", user);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var app = portal.NewApp();
        await app.SignInAsync(user.name);
        return app;
    }

    private static string State(JsonElement node) => node.GetProperty("state").GetString()!;

    private static string Mistyped(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');

    private async Task<JsonElement> FindAsync(string id) =>
        JsonDocument.Parse(await portal.Admin.GetStringAsync($"{Root}/{id}")).RootElement;

    private Task UntilAsync(string id, Func<JsonElement, bool> condition) =>
        Eventually.TrueAsync($"{id} is so", async () => condition(await FindAsync(id)));

    private async Task<HttpStatusCode> DrainAsync(HttpMethod method, string id)
    {
        using var request = new HttpRequestMessage(method, $"{Root}/{id}/drain");
        using var answer = await portal.Admin.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> ChangeAsync(string id, object change) =>
        portal.Admin.PatchAsJsonAsync($"{Root}/{id}", change);

    private async Task<string> AddAsync(string code, string? id = null)
    {
        using var answer = await portal.Admin.PostAsJsonAsync(Root, new { code, id });
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<IReadOnlyList<string>> AuditOfAsync(string subject, params string[] actions)
    {
        var audit = JsonDocument.Parse(await portal.Admin.GetStringAsync("/api/admin/v1/audit")).RootElement;
        return
        [
            .. audit
                .GetProperty("items")
                .EnumerateArray()
                .Where(entry => entry.GetProperty("subject").GetString() == subject)
                .Select(entry => entry.GetProperty("action").GetString()!)
                .Where(actions.Contains),
        ];
    }
}
