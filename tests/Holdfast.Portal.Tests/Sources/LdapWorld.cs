using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Ldap;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>A portal and a directory with some people: anna leads, and leaders are VPN users; bert is in nothing.</summary>
public sealed class LdapWorld : IAsyncLifetime
{
    public RunningPortal Portal { get; } = new();

    public Slapd Directory { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Directory = await Slapd.StartAsync(
            People.Person("anna")
                + People.Person("bert")
                + People.Person("carla")
                + People.Person("admin")
                + People.Group("leads", People.DnOf("anna"))
                + People.Group("VPN Users", People.GroupDn("leads"), People.DnOf("carla"))
        );
        await Portal.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Directory.DisposeAsync();
    }

    /// <summary>A source that works, as JSON to be changed.</summary>
    public JsonObject Draft(string name = "Company") =>
        new()
        {
            ["name"] = name,
            ["secret"] = Slapd.ReaderPassword,
            ["ldap"] = new JsonObject
            {
                ["servers"] = new JsonArray($"localhost:{Directory.TlsPort}"),
                ["authority"] = Directory.Certificate.ExportCertificatePem(),
                ["bindDn"] = Slapd.Reader,
                ["base"] = $"ou=people,{Slapd.Base}",
                ["groupBase"] = $"ou=groups,{Slapd.Base}",
                ["groupsFrom"] = "search",
                ["nestedGroups"] = true,
            },
            ["groups"] = new JsonObject
            {
                ["map"] = new JsonArray(new JsonObject { ["from"] = "VPN Users", ["to"] = "vpn" }),
            },
            ["sync"] = new JsonObject { ["minutes"] = 0, ["addEverybody"] = false },
        };

    public async Task<Guid> AddSourceAsync(JsonObject? draft = null)
    {
        // What a test left that failed is not the next one's.
        foreach (var left in (await Portal.GetAsync("/sources"))["items"]!.AsArray())
        {
            await RemoveSourceAsync(left!["id"]!.GetValue<Guid>());
        }

        var answer = await Portal.DoAsync(HttpMethod.Post, "/sources", (draft ?? Draft()).ToJsonString());
        return answer["id"]!.GetValue<Guid>();
    }

    public async Task RemoveSourceAsync(Guid id)
    {
        using var answer = await Portal.SendAsync(HttpMethod.Delete, $"/sources/{id}?withPeople=true", "");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        foreach (var user in (await Portal.GetAsync("/users?limit=1000"))["items"]!.AsArray())
        {
            if (user!["disabled"]!.GetValue<bool>())
            {
                using var gone = await Portal.SendAsync(HttpMethod.Delete, $"/users/{user["name"]}", "");
            }
        }
    }

    public async Task<JsonNode> SyncAsync(Guid id, bool evenIfMany = false) =>
        await Portal.DoAsync(
            HttpMethod.Post,
            $"/sources/{id}/sync?evenIfMany={JsonSerializer.Serialize(evenIfMany)}",
            ""
        );
}
