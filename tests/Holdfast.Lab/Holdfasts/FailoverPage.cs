using System.Net;
using AngleSharp.Html.Dom;
using Holdfast.Lab.Waiting;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Holdfasts;

/// <summary>The page Failover, as an administrator uses it.</summary>
public sealed class FailoverPage(PortalVisit visit, Uri portal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A host that is typed where it says so; null: the field stays as it is.</summary>
    public IPAddress? MustReach { get; set; }

    public Task<Page> OpenAsync() => visit.Browser.GoAsync(new Uri(portal, "/admin/failover"));

    /// <summary>Ticks all nodes, types the addresses, presses a button.</summary>
    /// <param name="button">Such as <c>Validate</c>.</param>
    public async Task<Page> SetUpAsync(string button, params IPAddress[] addresses)
    {
        var page = await OpenAsync();
        var form = page.FormWith("unit1");
        foreach (var node in form.QuerySelectorAll("input[name=nodes]").OfType<IHtmlInputElement>())
        {
            node.IsChecked = true;
        }

        var typed = new Dictionary<string, string> { ["unit1"] = string.Join('\n', addresses.AsEnumerable()) };
        if (MustReach is { } host)
        {
            typed["reachable"] = $"{host}";
        }

        return await PressAsync(form, button, typed);
    }

    /// <summary>Commits, and again while a row is BAD: what moved a moment ago is not ready at once.</summary>
    public Task CommitAsync(params IPAddress[] addresses) =>
        Wait.UntilAsync(
            "the commit to be accepted",
            Patience,
            async () => !(await SetUpAsync("Commit", addresses)).Words.Contains("BAD", StringComparison.Ordinal)
        );

    public Task<Page> SwitchOverAsync() => PressAloneAsync("Switch");

    public Task<Page> ChangeKeyAsync() => PressAloneAsync("Key");

    /// <summary>Presses “Remove the group”.</summary>
    public Task<Page> RemoveAsync() => PressAloneAsync("Remove");

    /// <param name="handler">Of a form that has nothing but a button.</param>
    private async Task<Page> PressAloneAsync(string handler)
    {
        var page = await OpenAsync();
        var form = page.Document.Forms.First(form =>
            form.GetAttribute("action")?.Contains(handler, StringComparison.Ordinal) == true
        );
        return await visit.Browser.SubmitAsync(form, new Dictionary<string, string>());
    }

    /// <summary>Waits until the page says so.</summary>
    /// <returns>All that it says.</returns>
    public async Task<string> UntilAsync(params string[] words)
    {
        var said = "";
        try
        {
            await Wait.UntilAsync(
                $"the page to say “{string.Join("”, “", words)}”",
                Patience,
                async () =>
                {
                    said = (await OpenAsync()).Words;
                    return words.All(word => said.Contains(word, StringComparison.Ordinal));
                }
            );
        }
        catch (LabException vain)
        {
            throw new LabException($"{vain.Message} It says: {said}");
        }

        return said;
    }

    /// <summary>Of the page that came last: what was looked at, with its result.</summary>
    public IReadOnlyList<string> Rows() =>
        [
            .. visit
                .Browser.Current.Document.QuerySelectorAll("#validated tbody tr")
                .Select(row =>
                    string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                ),
        ];

    private Task<Page> PressAsync(IHtmlFormElement form, string button, IReadOnlyDictionary<string, string> fields)
    {
        var pressed = form.QuerySelectorAll("button").First(one => one.TextContent.Trim() == button);
        form.SetAttribute("action", pressed.GetAttribute("formaction") ?? "");
        return visit.Browser.SubmitAsync(form, fields);
    }
}
