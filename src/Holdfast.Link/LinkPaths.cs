namespace Holdfast.Link;

/// <summary>Where on the node's listener what is served.</summary>
internal static class LinkPaths
{
    public const string Link = "/link";

    public const string Enrolment = "/enrolment";
}
