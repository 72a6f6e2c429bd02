using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Holdfast.Portal.Access;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Access;

/// <summary>The admin API over the network.</summary>
public sealed class ApiTokenTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Api = "/api/admin/v1";

    [Fact]
    public async Task People_AddsAUser_WhoStandsInTheAuditLogWithTheTokensName()
    {
        var token = await portal.MakeTokenAsync("people");
        using var program = portal.ProgramWith(Secret(token));
        using var answer = await program.PostAsJsonAsync($"{Api}/users", new { name = "berta" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var entry = await portal.AuditAsync("user.add");
        Assert.Equal($"token {token["name"]}", entry!["actor"]!.GetValue<string>());
        Assert.Equal("berta", entry["subject"]!.GetValue<string>());
        Assert.NotNull(entry["fromAddress"]);
    }

    [Theory]
    [InlineData("""{"name":"carla","role":"administrator"}""")]
    [InlineData("""{"name":"carla","role":"auditor"}""")]
    public async Task People_GivesARole_IsRefused(string body)
    {
        foreach (var scope in new[] { "people", "everything" })
        {
            using var program = await portal.ProgramAsync(scope);
            using var answer = await program.PostAsync($"{Api}/users", Json(body));

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal(["HF-1155 role"], await AdminCalls.ProblemsAsync(answer));
        }
    }

    [Fact]
    public async Task Everything_TouchesAnAdministrator_IsRefused()
    {
        var name = await portal.AddUserAsync();
        await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", """{"role":"administrator"}""");
        using var program = await portal.ProgramAsync("everything");
        (HttpMethod Method, string Path, string? Body)[] calls =
        [
            (HttpMethod.Patch, $"/users/{name}", """{"password":"another long password"}"""),
            (HttpMethod.Patch, $"/users/{name}", """{"disabled":true}"""),
            (HttpMethod.Patch, $"/users/{name}", """{"role":"user"}"""),
            (HttpMethod.Delete, $"/users/{name}", null),
            (HttpMethod.Delete, $"/users/{name}/factors", null),
            (HttpMethod.Post, $"/users/{name}/reset-link", "{}"),
        ];
        foreach (var (method, path, body) in calls)
        {
            using var request = new HttpRequestMessage(method, Api + path)
            {
                Content = body is null ? null : Json(body),
            };
            using var answer = await program.SendAsync(request);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, answer.StatusCode));
            Assert.StartsWith(
                "HF-1154",
                Assert.Single(await AdminCalls.ProblemsAsync(answer)),
                StringComparison.Ordinal
            );
        }

        using var app = portal.NewApp();
        await app.SignInAsync(name);
    }

    [Fact]
    public async Task Everything_MakesAToken_IsRefused()
    {
        using var program = await portal.ProgramAsync("everything");
        using var answer = await program.PostAsJsonAsync(
            $"{Api}/tokens",
            new { name = "child", scopes = new[] { "read" } }
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(["HF-1410"], await AdminCalls.ProblemsAsync(answer));
    }

    [Fact]
    public async Task Revoked_IsRefusedAtOnceAndStandsInTheAuditLog()
    {
        var token = await portal.MakeTokenAsync("read");
        using var program = portal.ProgramWith(Secret(token));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(program));

        using var revoked = await portal.SendAsync(HttpMethod.Delete, $"/tokens/{token["id"]}", "");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(program));
        Assert.Equal($"{token["name"]}", (await portal.AuditAsync("api-token.revoke"))!["subject"]!.GetValue<string>());
    }

    [Fact]
    public async Task Secret_IsShownOnceAndNotInTheList()
    {
        var token = await portal.MakeTokenAsync("read", "people");

        var listed = (await portal.GetAsync("/tokens"))["items"]!
            .AsArray()
            .Single(one => $"{one!["id"]}" == $"{token["id"]}")!;
        Assert.Null(listed["secret"]);
        Assert.Equal(["read", "people"], listed["scopes"]!.AsArray().Select(scope => $"{scope}"));
        Assert.Equal("local administrator", $"{listed["madeBy"]}");
        Assert.Null(listed["lastUsedAt"]);

        using var program = portal.ProgramWith(Secret(token));
        await AskAsync(program);
        var used = (await portal.GetAsync("/tokens"))["items"]!
            .AsArray()
            .Single(one => $"{one!["id"]}" == $"{token["id"]}")!;
        Assert.NotNull(used["lastUsedAt"]);
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["read"]}""", "HF-1416 name")]
    [InlineData("""{"name":" a","scopes":["read"]}""", "HF-1416 name")]
    [InlineData("""{"name":"a\u202eb","scopes":["read"]}""", "HF-1416 name")]
    [InlineData("""{"name":"a","scopes":[]}""", "HF-1417 scopes")]
    [InlineData("""{"name":"a","scopes":["read","Everything"]}""", "HF-1417 scopes[1]")]
    [InlineData("""{"name":"a","scopes":["read"],"days":0}""", "HF-1418 days")]
    [InlineData("""{"name":"a","scopes":["read"],"days":3651}""", "HF-1418 days")]
    public async Task Make_Nonsense_IsRefused(string body, string problem)
    {
        using var answer = await portal.SendAsync(HttpMethod.Post, "/tokens", body);
        Assert.Equal([problem], await AdminCalls.ProblemsAsync(answer));
    }

    [Fact]
    public async Task NoToken_IsToldWhatIsMissing()
    {
        using var nobody = portal.ProgramWith(null);
        using var answer = await nobody.GetAsync($"{Api}/users");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", $"{answer.Headers.WwwAuthenticate}");
        Assert.Equal(["HF-1411"], await AdminCalls.ProblemsAsync(answer));
    }

    private static string Secret(JsonNode token) => token["secret"]!.GetValue<string>();

    private static async Task<HttpStatusCode> AskAsync(HttpClient program)
    {
        using var answer = await program.GetAsync($"{Api}/status");
        return answer.StatusCode;
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
