using System.Text.Json;

namespace Holdfast.Failover.Agent;

/// <summary>Names of ours, for people.</summary>
public static class Words
{
    /// <summary>Such as <c>active heard</c>.</summary>
    public static string Of(Enum value) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
