using Holdfast.Model.Problems;

namespace Holdfast.Admin;

/// <summary>How a command reaches the admin API.</summary>
internal interface IPortalDoor
{
    /// <summary>As a person knows it.</summary>
    string Name { get; }

    /// <summary>A new one, the caller's to dispose.</summary>
    HttpClient Open();

    /// <summary>Why there was no answer.</summary>
    Problem Explain(HttpRequestException broken);
}
