using System.Collections.Frozen;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>What parameters of paths and queries mean. A name means the same in every call.</summary>
internal static class ParameterWords
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["action"] = "Such as user.change.",
        ["actor"] = "Who did it.",
        ["address"] = "An address inside the VPN.",
        ["after"] = "`next` of the page before; without: the first page.",
        ["at"] = "A moment, in UTC where it names no offset.",
        ["clientId"] = "The OAuth client's id.",
        ["evenIfMany"] = "Goes on although the source misses many people who were there before.",
        ["failed"] = "Only those that were given up.",
        ["from"] = "The first day, or moment, that is meant.",
        ["id"] = "Its id.",
        ["limit"] = "How many at once, 1 to 1000; 100 without.",
        ["name"] = "Its name.",
        ["node"] = "The node's id.",
        ["portal"] = "The portal's id.",
        ["profile"] = "The profile's id.",
        ["search"] = "A part of the name.",
        ["subject"] = "What it was done to.",
        ["until"] = "The last day, or the moment before which it was.",
        ["user"] = "The user's name; where there are many answers, a part of it.",
        ["withPeople"] = "Its people lose their access too.",
        ["withoutFactor"] = "Only those without a second factor.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Of(string name) => Words.GetValueOrDefault(name);
}
