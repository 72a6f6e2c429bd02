using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout;

/// <summary><c>&lt;status-pill&gt;</c>: how something is, in a word; colour only supports what the word says.</summary>
[HtmlTargetElement("status-pill")]
public sealed class StatusPill : TagHelper
{
    /// <summary><c>good</c>, <c>bad</c>, <c>warn</c> or <c>idle</c>.</summary>
    public string State { get; set; } = "idle";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"pill pill-{State}");
    }
}
