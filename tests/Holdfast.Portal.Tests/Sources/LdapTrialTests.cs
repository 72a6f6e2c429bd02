using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>The test button, against a real directory: what is wrong is said, and nothing is changed.</summary>
[Trait("needs", "slapd")]
public sealed class LdapTrialTests(LdapWorld world) : IClassFixture<LdapWorld>
{
    [Fact]
    public async Task Test_Good_SaysAllSteps_AndChangesNothing()
    {
        var trial = await TestAsync(world.Draft(), "anna", People.Password);
        var steps = trial["steps"]!.AsArray().Select(step => step!.GetValue<string>()).ToList();

        Assert.True(trial["works"]!.GetValue<bool>(), trial.ToJsonString());
        foreach (
            var part in new[]
            {
                "The name localhost is known",
                $"Port {world.Directory.TlsPort} is open",
                "encrypted",
                "Signed in as cn=reader",
                "4 people may sign in",
                "Warning: 1 names belong to other users here, such as admin",
                "anna is in 2 groups there: leads, VPN Users",
                "anna has these groups here: leads, vpn",
                "the role user",
                "anna@example.org",
                "The password is right",
            }
        )
        {
            Assert.Contains(steps, step => step.Contains(part, StringComparison.Ordinal));
        }

        Assert.Empty((await world.Portal.GetAsync("/sources"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("security", "\"starttls\"", "localhost:PLAIN", null)]
    [InlineData("security", "\"none\"", "localhost:PLAIN", null)]
    [InlineData("security", "\"tls\"", "localhost:PLAIN", "HF-2324")]
    [InlineData("security", "\"starttls\"", "localhost:TLS", "HF-2325")]
    [InlineData("authority", "null", "localhost:TLS", "HF-2323")]
    [InlineData("nestedGroups", "true", "127.0.0.1:TLS", "HF-2323")]
    [InlineData("nestedGroups", "true", "no-such-host.invalid", "HF-2320")]
    [InlineData("nestedGroups", "true", "127.0.0.1:1", "HF-2321")]
    [InlineData("bindDn", "\"cn=wrong,dc=example,dc=org\"", "localhost:TLS", "HF-2326")]
    [InlineData("base", "\"ou=nowhere,dc=example,dc=org\"", "localhost:TLS", "HF-2327")]
    [InlineData("filter", "\"(uid=zzz)\"", "localhost:TLS", "HF-2329")]
    [InlineData("nameAttribute", "\"employeeNumber\"", "localhost:TLS", "HF-2329")]
    public async Task Test_Wrong_SaysWhat(string member, string value, string server, string? problem)
    {
        var draft = world.Draft();
        draft["ldap"]![member] = JsonNode.Parse(value);
        draft["ldap"]!["servers"] = new JsonArray(
            server
                .Replace("PLAIN", $"{world.Directory.Port}", StringComparison.Ordinal)
                .Replace("TLS", $"{world.Directory.TlsPort}", StringComparison.Ordinal)
        );
        var trial = await TestAsync(draft);

        Assert.Equal(problem, trial["problem"]?.GetValue<string>());
        Assert.Equal(problem is null, trial["works"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("nobody", "", "HF-2330")]
    [InlineData("anna", "wrong", "HF-2331")]
    public async Task Test_Person_SaysWhat(string person, string password, string problem) =>
        Assert.Equal(problem, (await TestAsync(world.Draft(), person, password))["problem"]?.GetValue<string>());

    private Task<JsonNode> TestAsync(JsonObject draft, string? person = null, string? password = null) =>
        world.Portal.DoAsync(
            HttpMethod.Post,
            "/sources/test",
            new JsonObject
            {
                ["settings"] = draft,
                ["person"] = person,
                ["password"] = password,
            }.ToJsonString()
        );
}
