using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Users;

[ForAdministrators]
public sealed class UsersModel(IUserDesk desk) : PortalPage
{
    private const int LongestSearch = 200;

    public string Search { get; private set; } = "";

    public bool IsLaterPage { get; private set; }

    public UserList List { get; private set; } = new([], null);

    public string FirstPage => Address(after: null);

    public string? NextPage => List.Next is { } after ? Address(after) : null;

    public async Task OnGetAsync(string? search, string? after)
    {
        var trimmed = (search ?? "").Trim();
        Search = trimmed[..Math.Min(LongestSearch, trimmed.Length)];
        IsLaterPage = !string.IsNullOrEmpty(after);
        List = await desk.ListAsync(Search, after, Aborted);
    }

    private string Address(string? after) => Query.Append(Addresses.Users, ("search", Search), ("after", after));
}
