using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>The administration of sources at a running portal, and from the side of people who may not use it.</summary>
public sealed class SourceApiTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Secret = "never-to-be-seen-again";

    private const string Good = $$$"""
        {"name":"NAME","secret":"{{{Secret}}}",
         "ldap":{"servers":["ldap.example.org"],"bindDn":"cn=reader,dc=example","base":"dc=example"}}
        """;

    [Fact]
    public async Task Set_SecretGoesInAndNeverOut()
    {
        var id = await AddAsync("Secretive");
        var shown = (await portal.GetAsync($"/sources/{id}")).ToJsonString();
        var log = (await portal.GetAsync("/audit")).ToJsonString();
        using var app = await SignedInAsync("administrator");

        Assert.Contains("\"hasSecret\":true", shown, StringComparison.Ordinal);
        Assert.Contains("source.set", log, StringComparison.Ordinal);
        foreach (var text in new[] { shown, log, await app.Http.GetStringAsync($"/admin/sources/{id}") })
        {
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"name":""}""", "HF-2302 name,HF-2312 ldap")]
    [InlineData(
        """{"name":"x","ldap":{"servers":["a b","ldap://x"],"base":"nowhere","filter":"uid=x","nameAttribute":"a b","timeoutSeconds":0,"authority":"x"}}""",
        "HF-2303 ldap.servers[0],HF-2303 ldap.servers[1],HF-2304 ldap.authority,HF-2306 ldap.base,HF-2305 ldap.filter,HF-2308 ldap.nameAttribute,HF-2309 ldap.timeoutSeconds"
    )]
    [InlineData(
        """{"name":"x","ldap":{"servers":["x"],"base":"dc=x","bindDn":"cn=x"},"groups":{"map":[{"from":"a","to":"b c"}]},"sync":{"minutes":9999}}""",
        "HF-2307 secret,HF-2310 groups.map[0],HF-2309 sync.minutes"
    )]
    [InlineData("""{"name":"x","secret":"y","ldap":{"servers":["x"],"base":"dc=x"}}""", "HF-2307 ldap.bindDn")]
    [InlineData("""{"name":"x","ldap":{"servers":[],"base":"dc=x"}}""", "HF-2303 ldap.servers")]
    public async Task Set_Mistakes_AreAllNamed(string body, string problems)
    {
        using var answer = await portal.SendAsync(HttpMethod.Post, "/sources", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(problems, string.Join(',', await AdminCalls.ProblemsAsync(answer)));
    }

    /// <summary>Whoever may change settings cannot send a password elsewhere that he does not know.</summary>
    [Theory]
    [InlineData("servers", """["other.example.org"]""")]
    [InlineData("bindDn", "\"cn=other,dc=example\"")]
    [InlineData("security", "\"none\"")]
    public async Task Set_OtherReceiver_NeedsTheSecretAgain(string member, string value)
    {
        var id = await AddAsync($"Receiver {member}");
        var changed = JsonNode.Parse(Good.Replace("NAME", $"Receiver {member}", StringComparison.Ordinal))!;
        changed.AsObject().Remove("secret");
        using var same = await portal.SendAsync(HttpMethod.Put, $"/sources/{id}", changed.ToJsonString());
        changed["ldap"]![member] = JsonNode.Parse(value);
        using var other = await portal.SendAsync(HttpMethod.Put, $"/sources/{id}", changed.ToJsonString());
        using var tested = await portal.SendAsync(
            HttpMethod.Post,
            "/sources/test",
            new JsonObject { ["id"] = id, ["settings"] = changed }.ToJsonString()
        );

        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal(["HF-2307 secret"], await AdminCalls.ProblemsAsync(other));
        Assert.Equal(["HF-2307 secret"], await AdminCalls.ProblemsAsync(tested));
    }

    [Fact]
    public async Task Set_SameNameTwice_AndUnknown_AreRefused()
    {
        await AddAsync("Twice");
        using var twice = await portal.SendAsync(
            HttpMethod.Post,
            "/sources",
            Good.Replace("NAME", "twice", StringComparison.Ordinal)
        );
        using var unknown = await portal.SendAsync(HttpMethod.Put, $"/sources/{Guid.Empty}", Good);

        Assert.Equal(["HF-2302 name"], await AdminCalls.ProblemsAsync(twice));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Raise_ChangesTheOrder()
    {
        var (first, second) = (await AddAsync("Order 1"), await AddAsync("Order 2"));
        using var raised = await portal.SendAsync(HttpMethod.Post, $"/sources/{second}/raise", "");
        var order = (await portal.GetAsync("/sources"))["items"]!
            .AsArray()
            .Select(one => one!["id"]!.GetValue<Guid>())
            .ToList();

        Assert.Equal(HttpStatusCode.NoContent, raised.StatusCode);
        Assert.True(order.IndexOf(second) < order.IndexOf(first));
    }

    [Theory]
    [InlineData("/admin/sources")]
    [InlineData("/admin/sources/new")]
    public async Task Pages_User_AreForbidden(string page)
    {
        using var nobody = portal.NewApp();
        Assert.Equal("/sign-in", await nobody.LedToAsync(page));
        using var user = portal.NewApp();
        await user.SignInAsync(await portal.AddUserAsync());
        foreach (var path in new[] { page, $"{page}?handler=Test", $"{page}?handler=Sync", $"{page}?handler=Remove" })
        {
            using var shown = await user.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, shown.StatusCode);
            using var posted = await user.PostAsync(path, await user.Http.GetStringAsync("/account"), ("name", "x"));
            Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        }
    }

    [Fact]
    public async Task Pages_Auditor_LooksAndChangesNothing()
    {
        var id = await AddAsync("Seen");
        using var auditor = await SignedInAsync("auditor");
        Assert.Contains("Seen", await auditor.Http.GetStringAsync("/admin/sources"), StringComparison.Ordinal);
        var shown = await auditor.Http.GetStringAsync($"/admin/sources/{id}");
        Assert.Contains("ldap.example.org", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=", shown, StringComparison.Ordinal);

        using var made = await auditor.Http.GetAsync("/admin/sources/new");
        Assert.Equal(HttpStatusCode.Forbidden, made.StatusCode);
        using var saved = await auditor.PostAsync($"/admin/sources/{id}", shown, ("name", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, saved.StatusCode);
    }

    private async Task<Guid> AddAsync(string name)
    {
        var answer = await portal.DoAsync(
            HttpMethod.Post,
            "/sources",
            Good.Replace("NAME", name, StringComparison.Ordinal)
        );
        return answer["id"]!.GetValue<Guid>();
    }

    private async Task<TestApp> SignedInAsync(string role)
    {
        var name = await portal.AddUserAsync();
        using var made = await portal.SendAsync(HttpMethod.Patch, $"/users/{name}", $$"""{"role":"{{role}}"}""");
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var app = portal.NewApp();
        await app.SignInAsync(name);
        return app;
    }
}
