namespace Holdfast.OAuth;

/// <summary>There is one scope: to fetch configurations.</summary>
public static class Scopes
{
    public const string Config = "config";
}
