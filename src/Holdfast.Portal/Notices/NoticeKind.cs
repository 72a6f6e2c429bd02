namespace Holdfast.Portal.Notices;

/// <summary>One kind of thing that people can be told.</summary>
/// <param name="Name">As settings, webhooks and the API call it.</param>
/// <param name="Title">For people, as the subject of a mail.</param>
/// <param name="Page">Path in the portal where there is more to see.</param>
/// <param name="Patience">Of something that lasts: what is over sooner is not told.</param>
public sealed record NoticeKind(string Name, string Title, NoticeAudience Audience, string Page, TimeSpan Patience);
