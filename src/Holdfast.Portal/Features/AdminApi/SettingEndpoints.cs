using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Data;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Settings;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/settings</c>: what all portals share.</summary>
internal static class SettingEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/settings",
                async (IDatabase database, PortalSettings settings, CancellationToken cancel) =>
                    Answers.Ok(View(await database.ReadAsync(settings.ReadAsync, cancel)))
            )
            .Says("Shows what all portals share")
            .Gives<SharedSettings>()
            .Needs(Right.SeeService);
        api.MapPut(
                "/settings",
                (HttpRequest request, SettingCommands commands, Actor actor) =>
                    ChangeAsync(request, commands, OtherSettings.BecomeDefault, actor)
            )
            .Says("Sets what is named; the rest becomes the default")
            .Takes<SharedSettings>()
            .Gives<SharedSettings>()
            .Needs(Right.ChangeService);
        api.MapPatch(
                "/settings",
                (HttpRequest request, SettingCommands commands, Actor actor) =>
                    ChangeAsync(request, commands, OtherSettings.Stay, actor)
            )
            .Says("Sets what is named; the rest stays, and null is the default")
            .Takes<SharedSettings>()
            .Gives<SharedSettings>()
            .Needs(Right.ChangeService);
    }

    private static async Task<IResult> ChangeAsync(
        HttpRequest request,
        SettingCommands commands,
        OtherSettings others,
        Actor actor
    )
    {
        var body = await Body.ReadAsync<Dictionary<string, JsonElement>>(request);
        var texts = body.Succeeded ? Texts(body.Value) : Outcome<Dictionary<string, string>>.Failed(body.Problems);
        return texts.Succeeded
            ? Answers.Of(
                await commands.ChangeAsync(texts.Value, others, actor, request.HttpContext.RequestAborted),
                View
            )
            : ProblemJson.Result(texts.Problems);
    }

    /// <summary>Null is the default. All mistakes are said at once, also those that only show when the texts are read.</summary>
    private static Outcome<Dictionary<string, string>> Texts(Dictionary<string, JsonElement> members)
    {
        var (texts, problems) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Problem>());
        foreach (var (name, json) in members)
        {
            if (SettingCatalogue.Find(name) is not { } setting)
            {
                problems.Add(SettingProblems.Unknown.At(Shortened(name), ""));
            }
            else if (json.ValueKind == JsonValueKind.Null)
            {
                texts[name] = "";
            }
            else if (setting.TextOf(json) is { } text)
            {
                texts[name] = text;
            }
            else
            {
                problems.Add(setting.WrongKind());
            }
        }

        return problems.Count == 0
            ? texts
            : Outcome<Dictionary<string, string>>.Failed([
                .. problems,
                .. SettingText.Read(PortalSettingValues.Defaults, texts).Problems,
            ]);
    }

    private static string Shortened(string name) => name.Length > 60 ? name[..60] + "…" : name;

    private static JsonObject View(PortalSettingValues values)
    {
        var view = new JsonObject();
        foreach (var setting in SettingCatalogue.All)
        {
            if (setting.ToJson(values) is { } json)
            {
                view[setting.Name] = json;
            }
        }

        return view;
    }
}
