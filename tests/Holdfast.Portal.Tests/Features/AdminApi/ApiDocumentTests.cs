using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Portal.Access;
using Holdfast.Portal.Tests.Access;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.AdminApi;

/// <summary>The OpenAPI document, against what the portal maps. That answers fit it, every other test looks at.</summary>
public sealed class ApiDocumentTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Document_EveryRoute_IsInItWithItsScopes()
    {
        var description = await ReadAsync();
        var routes = (await Routes.OfAsync(portal)).Where(route =>
            route.IsAdminApi && route.Pattern != DescribedAnswers.Document
        );

        var expected = routes.Select(route =>
            (
                route.Method,
                Routes.Parameters().Replace(route.Pattern, "{${name}}"),
                string.Join(
                    ' ',
                    RouteTable
                        .Scopes.Where(scope => ScopeRights.Of(scope).Contains(route.Right!.Value))
                        .Select(AccessWords.Of)
                )
            )
        );

        Assert.Equal(
            expected.Order(),
            description
                .Calls.Select(call =>
                    (
                        call.Method,
                        call.Path,
                        string.Join(
                            ' ',
                            call.Call["x-holdfast-scopes"]!.AsArray().Select(scope => scope!.GetValue<string>())
                        )
                    )
                )
                .Order()
        );
    }

    [Fact]
    public async Task Document_EveryCall_IsDescribedWhole()
    {
        var calls = (await ReadAsync()).Calls.ToList();

        Assert.Equal(calls.Count, calls.Select(call => $"{call.Call["operationId"]}").Distinct().Count());
        foreach (var (method, path, call) in calls)
        {
            var which = $"{method} {path}";
            Assert.True(call["summary"]?.GetValue<string>() is { Length: > 0 }, which);
            Assert.True(call["description"]?.GetValue<string>() is { Length: > 0 }, which);
            Assert.All(
                call["parameters"]?.AsArray() ?? [],
                parameter => Assert.True(parameter!["description"] is not null, $"{which}: {parameter["name"]}")
            );
            var answers = call["responses"]!.AsObject().Select(answer => answer.Key).ToList();
            Assert.Contains("default", answers);
            Assert.Contains(answers, code => code[0] == '2');
        }
    }

    /// <summary>Something that no call takes is not understood exactly by those that read a body.</summary>
    [Fact]
    public async Task Document_Bodies_AreThoseThatAreRead()
    {
        foreach (var (method, path, call) in (await ReadAsync()).Calls.Where(call => call.Method is not "GET"))
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method),
                Routes.Parameters().Replace(path, name => name.Value == "{id}" ? $"{Guid.Empty}" : "nothing")
            );
            request.Content = new StringContent("[]", Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
            using var answer = await portal.Admin.SendAsync(request);
            var isRead = (await answer.Content.ReadAsStringAsync()).Contains("HF-1404", StringComparison.Ordinal);
            Assert.Equal((method, path, isRead), (method, path, call.ContainsKey("requestBody")));
        }
    }

    [Fact]
    public async Task Document_Schemas_AreAllUsedAndSayTheirTypes()
    {
        var document = (await ReadAsync()).Document;
        var text = document.ToJsonString();

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            Assert.Contains($"\"#/components/schemas/{name}\"", text, StringComparison.Ordinal);
            foreach (var (member, described) in schema!["properties"]?.AsObject() ?? [])
            {
                Assert.True(SaysWhatItIs(described!), $"{name}.{member}: {described!.ToJsonString()}");
                Assert.True($"{described["type"]}" != "array" || SaysWhatItIs(described["items"]), $"{name}.{member}");
            }
        }
    }

    [Fact]
    public async Task Document_Profile_SaysWhatAProgramNeeds()
    {
        var profile = (await ReadAsync()).Document["components"]!["schemas"]!["Profile"]!;

        Assert.Contains("id", profile["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal("array", $"{profile["properties"]!["routes"]!["type"]}");
        Assert.Equal("string", $"{profile["properties"]!["routes"]!["items"]!["type"]}");
    }

    [Fact]
    public async Task Document_OverTheNetwork_NeedsAToken()
    {
        using var nobody = portal.ProgramWith(token: null);
        using var refused = await nobody.GetAsync(DescribedAnswers.Document);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        using var program = await portal.ProgramAsync("sessions");
        var document = JsonNode.Parse(await program.GetStringAsync(DescribedAnswers.Document))!;
        Assert.Equal("3.1", document["openapi"]!.GetValue<string>()[..3]);
        Assert.Equal(portal.Options.PublicUrl, document["servers"]![0]!["url"]!.GetValue<string>());
        Assert.NotNull(document["components"]!["securitySchemes"]!["token"]);
    }

    private static bool SaysWhatItIs(JsonNode? schema) =>
        schema?["type"] is not null
        || schema?["$ref"] is not null
        || schema?["enum"] is not null
        || schema?["oneOf"] is not null
        || schema?["anyOf"] is not null;

    private async Task<ApiDescription> ReadAsync() =>
        new(JsonNode.Parse(await portal.Admin.GetStringAsync(DescribedAnswers.Document))!);
}
