using Holdfast.Data.Sessions;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Sessions;

[Needs(Right.SeeSessions)]
public sealed class SessionsModel(ISessionDesk desk) : PortalPage
{
    private const int LongestWord = 200;

    /// <summary>As it was typed.</summary>
    public string Search { get; private set; } = "";

    public string? Profile { get; private set; }

    public string? Node { get; private set; }

    public bool IsLaterPage { get; private set; }

    public SessionList List { get; private set; } = new([], 0, null);

    public SessionChoices Choices { get; private set; } = new([], []);

    public bool IsFiltered => Search.Length > 0 || Profile is not null || Node is not null;

    public string FirstPage => Address(after: null);

    public string? NextPage => List.Next is { } after ? Address(after) : null;

    public string ProfileName(string id) => Choices.Profiles.FirstOrDefault(profile => profile.Id == id).Name ?? id;

    public Task OnGetAsync(string? search, string? profile, string? node, string? after) =>
        ShowAsync(search, profile, node, after);

    [Needs(Right.EndSessions)]
    public async Task<IActionResult> OnPostEndAsync(string? search, string? profile, string? node, Guid session)
    {
        var problem = await desk.EndAsync(Visitor, session, Aborted);
        await ShowAsync(search, profile, node, after: null);
        return problem is null ? GoOn(FirstPage, $"{Posted("user")} was disconnected.") : Again(problem);
    }

    private async Task ShowAsync(string? search, string? profile, string? node, string? after)
    {
        DoNotKeep();
        Search = Bounded(search) ?? "";
        (Profile, Node) = (Bounded(profile), Bounded(node));
        IsLaterPage = !string.IsNullOrEmpty(after);
        var filter = new SessionFilter
        {
            User = UserSearch.KeyOf(Search),
            ProfileId = Profile,
            NodeId = Node,
        };
        Choices = await desk.ChoicesAsync(Aborted);
        List = await desk.ListAsync(filter, after, Aborted);
    }

    private string Address(string? after) =>
        Query.Append(Addresses.Sessions, ("search", Search), ("profile", Profile), ("node", Node), ("after", after));

    private static string? Bounded(string? text) =>
        text?.Trim() is { Length: > 0 and <= LongestWord } word ? word : null;
}
