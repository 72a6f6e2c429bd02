using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout;

/// <summary><c>&lt;when&gt;</c>: a moment, for people and for machines.</summary>
[HtmlTargetElement("when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class When : TagHelper
{
    public DateTimeOffset At { get; set; }

    /// <summary>The day is enough.</summary>
    public bool Day { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var utc = At.ToUniversalTime();
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "datetime",
            utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        );
        output.Content.SetContent(
            utc.ToString(Day ? "d MMMM yyyy" : "d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)
        );
    }
}
