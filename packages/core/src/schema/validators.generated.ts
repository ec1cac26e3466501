// @ts-nocheck
// Made by scripts/compile-schemas.mjs from packages/core/schema. Do not edit.
export function makeValidators(){const condition=validate21;const func0=Object.prototype.hasOwnProperty;function validate25(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.start===void 0||!func0.call(data,"start"))&&(missing0="start")||(data.
end===void 0||!func0.call(data,"end"))&&(missing0="end"))return validate25.errors=[{instancePath,schemaPath:"#/required",
keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0===
"start"||key0==="end"||key0==="file")){return validate25.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.start!==void 0&&func0.call(
data,"start")){let data0=data.start;const _errs2=errors;if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)&&isFinite(
data0)))return validate25.errors=[{instancePath:instancePath+"/start",schemaPath:"#/properties/start/type",keyword:"type",
params:{type:"integer"}}],false;if(errors===_errs2&&typeof data0=="number"&&isFinite(data0)&&(data0<0||isNaN(data0)))return validate25.
errors=[{instancePath:instancePath+"/start",schemaPath:"#/properties/start/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:0}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.end!==void 0&&func0.call(data,"e\
nd")){let data1=data.end;const _errs4=errors;if(!(typeof data1=="number"&&!(data1%1)&&!isNaN(data1)&&isFinite(data1)))return validate25.
errors=[{instancePath:instancePath+"/end",schemaPath:"#/properties/end/type",keyword:"type",params:{type:"integer"}}],false;
if(errors===_errs4&&typeof data1=="number"&&isFinite(data1)&&(data1<0||isNaN(data1)))return validate25.errors=[{instancePath:instancePath+
"/end",schemaPath:"#/properties/end/minimum",keyword:"minimum",params:{comparison:">=",limit:0}}],false;var valid0=_errs4===
errors}else var valid0=true;if(valid0)if(data.file!==void 0&&func0.call(data,"file")){const _errs6=errors;if(typeof data.
file!="string")return validate25.errors=[{instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"\
type",params:{type:"string"}}],false;var valid0=_errs6===errors}else var valid0=true}}}}else return validate25.errors=[{
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate25.errors=vErrors,errors===
0}function validate24(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&
(missing0="kind"))return validate24.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],
false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="span")){return validate24.errors=
[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;
break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="True")return validate24.
errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Tr\
ue"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(data,"span")){const _errs3=errors;
validate25(data.span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===
null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true}}}else
return validate24.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate24.
errors=vErrors,errors===0}function validate27(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.
call(data,"kind"))&&(missing0="kind"))return validate27.errors=[{instancePath,schemaPath:"#/required",keyword:"required",
params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="kind"||key0===
"span")){return validate27.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;
if(data.kind!=="False")return validate27.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",
keyword:"const",params:{allowedValue:"False"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0)if(data.
span!==void 0&&func0.call(data,"span")){const _errs3=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,
parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=
vErrors.length);var valid0=_errs3===errors}else var valid0=true}}}else return validate27.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}}],false;return validate27.errors=vErrors,errors===0}function validate29(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
children===void 0||!func0.call(data,"children"))&&(missing0="children"))return validate29.errors=[{instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(
data))if(!(key0==="kind"||key0==="children"||key0==="span")){return validate29.errors=[{instancePath,schemaPath:"#/addit\
ionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.
kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="And")return validate29.errors=[{instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"And"}}],false;var valid0=_errs2===errors}else
var valid0=true;if(valid0){if(data.children!==void 0&&func0.call(data,"children")){const _errs3=errors;if(errors===_errs3&&
!Array.isArray(data.children))return validate29.errors=[{instancePath:instancePath+"/children",schemaPath:"#/properties/\
children/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs3===errors}else var valid0=true;if(valid0)if(data.
span!==void 0&&func0.call(data,"span")){const _errs5=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,
parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=
vErrors.length);var valid0=_errs5===errors}else var valid0=true}}}}else return validate29.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}}],false;return validate29.errors=vErrors,errors===0}function validate31(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
children===void 0||!func0.call(data,"children"))&&(missing0="children"))return validate31.errors=[{instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(
data))if(!(key0==="kind"||key0==="children"||key0==="span")){return validate31.errors=[{instancePath,schemaPath:"#/addit\
ionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.
kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Or")return validate31.errors=[{instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Or"}}],false;var valid0=_errs2===errors}else
var valid0=true;if(valid0){if(data.children!==void 0&&func0.call(data,"children")){const _errs3=errors;if(errors===_errs3&&
!Array.isArray(data.children))return validate31.errors=[{instancePath:instancePath+"/children",schemaPath:"#/properties/\
children/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs3===errors}else var valid0=true;if(valid0)if(data.
span!==void 0&&func0.call(data,"span")){const _errs5=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,
parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=
vErrors.length);var valid0=_errs5===errors}else var valid0=true}}}}else return validate31.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}}],false;return validate31.errors=vErrors,errors===0}function validate33(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
child===void 0||!func0.call(data,"child"))&&(missing0="child"))return validate33.errors=[{instancePath,schemaPath:"#/req\
uired",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(data))
if(!(key0==="kind"||key0==="child"||key0==="span")){return validate33.errors=[{instancePath,schemaPath:"#/additionalProp\
erties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==
void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Not")return validate33.errors=[{instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Not"}}],false;var valid0=_errs2===errors}else
var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(data,"span")){const _errs3=errors;validate25(data.span,{instancePath:instancePath+
"/span",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true}}}else return validate33.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate33.errors=vErrors,errors===0}const schema18={
type:["string","object"],if:{type:"object"},then:{type:"object",properties:{key:{type:"string"},ignoreCase:{const:true}},
required:["key","ignoreCase"],additionalProperties:false}};function validate38(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"&&!(data&&typeof data=="object"&&!Array.isArray(data)))
return validate38.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema18.type}}],false;const _errs1=errors;
let valid0=true;const _errs2=errors;if(!(data&&typeof data=="object"&&!Array.isArray(data))){const err0={};vErrors===null?
vErrors=[err0]:vErrors.push(err0),errors++}var _valid0=_errs2===errors;if(errors=_errs1,vErrors!==null&&(_errs1?vErrors.
length=_errs1:vErrors=null),_valid0){const _errs4=errors;if(errors===_errs4)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if((data.key===void 0||!func0.call(data,"key"))&&(missing0="key")||(data.ignoreCase===void 0||!func0.
call(data,"ignoreCase"))&&(missing0="ignoreCase"))return validate38.errors=[{instancePath,schemaPath:"#/then/required",keyword:"\
required",params:{missingProperty:missing0}}],false;{const _errs6=errors;for(const key0 of Object.keys(data))if(!(key0===
"key"||key0==="ignoreCase")){return validate38.errors=[{instancePath,schemaPath:"#/then/additionalProperties",keyword:"a\
dditionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs6===errors){if(data.key!==void 0&&func0.call(
data,"key")){const _errs7=errors;if(typeof data.key!="string")return validate38.errors=[{instancePath:instancePath+"/key",
schemaPath:"#/then/properties/key/type",keyword:"type",params:{type:"string"}}],false;var valid1=_errs7===errors}else var valid1=true;
if(valid1)if(data.ignoreCase!==void 0&&func0.call(data,"ignoreCase")){const _errs9=errors;if(data.ignoreCase!==true)return validate38.
errors=[{instancePath:instancePath+"/ignoreCase",schemaPath:"#/then/properties/ignoreCase/const",keyword:"const",params:{
allowedValue:true}}],false;var valid1=_errs9===errors}else var valid1=true}}}else return validate38.errors=[{instancePath,
schemaPath:"#/then/type",keyword:"type",params:{type:"object"}}],false;var _valid0=_errs4===errors;valid0=_valid0}if(!valid0){
const err1={instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword:"then"}};return vErrors===null?vErrors=[err1]:
vErrors.push(err1),errors++,validate38.errors=vErrors,false}return validate38.errors=vErrors,errors===0}function validate37(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(
data)){var valid0=true;const len0=data.length;for(let i0=0;i0<len0;i0++){const _errs1=errors;validate38(data[i0],{instancePath:instancePath+
"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.
errors),errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)break}}else return validate37.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"array"}}],false;return validate37.errors=vErrors,errors===0}const schema21={
type:["string","object"],if:{type:"object"},then:{type:"object",properties:{wildcard:{enum:["one","many"]}},required:["w\
ildcard"],additionalProperties:false}};function validate43(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(typeof data!="string"&&!(data&&typeof data=="object"&&!Array.isArray(data)))return validate43.
errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema21.type}}],false;const _errs1=errors;let valid0=true;
const _errs2=errors;if(!(data&&typeof data=="object"&&!Array.isArray(data))){const err0={};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}var _valid0=_errs2===errors;if(errors=_errs1,vErrors!==null&&(_errs1?vErrors.length=_errs1:vErrors=
null),_valid0){const _errs4=errors;if(errors===_errs4)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if((data.wildcard===void 0||!func0.call(data,"wildcard"))&&(missing0="wildcard"))return validate43.errors=[{instancePath,
schemaPath:"#/then/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs6=errors;for(const key0 of Object.
keys(data))if(key0!=="wildcard"){return validate43.errors=[{instancePath,schemaPath:"#/then/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs6===errors&&data.wildcard!==void 0&&func0.call(
data,"wildcard")){let data0=data.wildcard;if(!(data0==="one"||data0==="many"))return validate43.errors=[{instancePath:instancePath+
"/wildcard",schemaPath:"#/then/properties/wildcard/enum",keyword:"enum",params:{allowedValues:schema21.then.properties.wildcard.
enum}}],false}}}else return validate43.errors=[{instancePath,schemaPath:"#/then/type",keyword:"type",params:{type:"objec\
t"}}],false;var _valid0=_errs4===errors;valid0=_valid0}if(!valid0){const err1={instancePath,schemaPath:"#/if",keyword:"i\
f",params:{failingKeyword:"then"}};return vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++,validate43.errors=vErrors,
false}return validate43.errors=vErrors,errors===0}function validate42(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(data)){var valid0=true;const len0=data.length;
for(let i0=0;i0<len0;i0++){const _errs1=errors;validate43(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate43.errors:vErrors.concat(validate43.errors),errors=vErrors.length);var valid0=_errs1===
errors;if(!valid0)break}}else return validate42.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"a\
rray"}}],false;return validate42.errors=vErrors,errors===0}function validate41(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if((data.pattern===void 0||!func0.call(data,"pattern"))&&(missing0="pattern"))return validate41.errors=[{instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(
data))if(key0!=="pattern"){return validate41.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"addition\
alProperties",params:{additionalProperty:key0}}],false;break}_errs1===errors&&data.pattern!==void 0&&func0.call(data,"pa\
ttern")&&(validate42(data.pattern,{instancePath:instancePath+"/pattern",parentData:data,parentDataProperty:"pattern",rootData})||
(vErrors=vErrors===null?validate42.errors:vErrors.concat(validate42.errors),errors=vErrors.length))}}else return validate41.
errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate41.errors=vErrors,
errors===0}function validate36(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
const _errs0=errors;let valid0=true;const _errs1=errors;if(!Array.isArray(data)){const err0={};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}var _valid0=_errs1===errors;errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=
null);let ifClause0;if(_valid0){const _errs3=errors;validate37(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate37.errors:vErrors.concat(validate37.errors),errors=vErrors.length);var _valid0=_errs3===
errors;valid0=_valid0,ifClause0="then"}else{const _errs4=errors;if(!(data&&typeof data=="object"&&!Array.isArray(data)))
return validate36.errors=[{instancePath,schemaPath:"#/else/type",keyword:"type",params:{type:"object"}}],false;const _errs6=errors;
let valid1=true;const _errs7=errors;if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if((data.pattern===
void 0||!func0.call(data,"pattern"))&&(missing0="pattern")){const err1={};vErrors===null?vErrors=[err1]:vErrors.push(err1),
errors++}}var _valid1=_errs7===errors;if(errors=_errs6,vErrors!==null&&(_errs6?vErrors.length=_errs6:vErrors=null),_valid1){
const _errs8=errors;validate41(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate41.
errors:vErrors.concat(validate41.errors),errors=vErrors.length);var _valid1=_errs8===errors;valid1=_valid1}if(!valid1){const err2={
instancePath,schemaPath:"#/else/if",keyword:"if",params:{failingKeyword:"then"}};return vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++,validate36.errors=vErrors,false}var _valid0=_errs4===errors;valid0=_valid0,ifClause0="else"}if(!valid0){
const err3={instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword:ifClause0}};return vErrors===null?vErrors=
[err3]:vErrors.push(err3),errors++,validate36.errors=vErrors,false}return validate36.errors=vErrors,errors===0}const schema22={
enum:["eq","lt","le","gt","ge"]};function validate48(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;return data==="eq"||data==="lt"||data==="le"||data==="gt"||data==="ge"?(validate48.errors=vErrors,
errors===0):(validate48.errors=[{instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues:schema22.enum}}],
false)}const schema23={type:"object",properties:{now:{type:"number"},floor:{enum:["minute","hour","day","week","month","\
year"]}},required:["now"],additionalProperties:false};function validate50(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if((data.now===void 0||!func0.call(data,"now"))&&(missing0="now"))return validate50.errors=[{instancePath,schemaPath:"#/\
required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(
data))if(!(key0==="now"||key0==="floor")){return validate50.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.now!==void 0&&func0.call(
data,"now")){let data0=data.now;const _errs2=errors;if(!(typeof data0=="number"&&isFinite(data0)))return validate50.errors=
[{instancePath:instancePath+"/now",schemaPath:"#/properties/now/type",keyword:"type",params:{type:"number"}}],false;var valid0=_errs2===
errors}else var valid0=true;if(valid0)if(data.floor!==void 0&&func0.call(data,"floor")){let data1=data.floor;const _errs4=errors;
if(!(data1==="minute"||data1==="hour"||data1==="day"||data1==="week"||data1==="month"||data1==="year"))return validate50.
errors=[{instancePath:instancePath+"/floor",schemaPath:"#/properties/floor/enum",keyword:"enum",params:{allowedValues:schema23.
properties.floor.enum}}],false;var valid0=_errs4===errors}else var valid0=true}}}else return validate50.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate50.errors=vErrors,errors===0}const schema24={
type:["string","number","boolean"]};function validate52(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;return typeof data!="string"&&!(typeof data=="number"&&isFinite(data))&&typeof data!="boolean"?
(validate52.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema24.type}}],false):(validate52.errors=
vErrors,errors===0)}const schema25={enum:["number","text","numeric","instant","ip"]};function validate54(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return data==="number"||data==="text"||data===
"numeric"||data==="instant"||data==="ip"?(validate54.errors=vErrors,errors===0):(validate54.errors=[{instancePath,schemaPath:"\
#/enum",keyword:"enum",params:{allowedValues:schema25.enum}}],false)}function validate35(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.field===void 0||!func0.call(
data,"field"))&&(missing0="field")||(data.op===void 0||!func0.call(data,"op"))&&(missing0="op")||(data.value===void 0||!func0.
call(data,"value"))&&(missing0="value"))return validate35.errors=[{instancePath,schemaPath:"#/required",keyword:"require\
d",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="kind"||
key0==="field"||key0==="op"||key0==="value"||key0==="domain"||key0==="span")){return validate35.errors=[{instancePath,schemaPath:"\
#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){
if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Compare")return validate35.errors=[{
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Compare"}}],
false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.field!==void 0&&func0.call(data,"field")){const _errs3=errors;
validate36(data.field,{instancePath:instancePath+"/field",parentData:data,parentDataProperty:"field",rootData})||(vErrors=
vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs3===errors}else
var valid0=true;if(valid0){if(data.op!==void 0&&func0.call(data,"op")){const _errs4=errors;validate48(data.op,{instancePath:instancePath+
"/op",parentData:data,parentDataProperty:"op",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=true;if(valid0){if(data.value!==void 0&&func0.
call(data,"value")){let data3=data.value;const _errs5=errors,_errs6=errors;let valid1=true;const _errs7=errors;if(!(data3&&
typeof data3=="object"&&!Array.isArray(data3))){const err0={};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}
var _valid0=_errs7===errors;errors=_errs6,vErrors!==null&&(_errs6?vErrors.length=_errs6:vErrors=null);let ifClause0;if(_valid0){
const _errs9=errors;validate50(data3,{instancePath:instancePath+"/value",parentData:data,parentDataProperty:"value",rootData})||
(vErrors=vErrors===null?validate50.errors:vErrors.concat(validate50.errors),errors=vErrors.length);var _valid0=_errs9===
errors;valid1=_valid0,ifClause0="then"}else{const _errs10=errors;validate52(data3,{instancePath:instancePath+"/value",parentData:data,
parentDataProperty:"value",rootData})||(vErrors=vErrors===null?validate52.errors:vErrors.concat(validate52.errors),errors=
vErrors.length);var _valid0=_errs10===errors;valid1=_valid0,ifClause0="else"}if(!valid1){const err1={instancePath:instancePath+
"/value",schemaPath:"#/properties/value/if",keyword:"if",params:{failingKeyword:ifClause0}};return vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++,validate35.errors=vErrors,false}var valid0=_errs5===errors}else var valid0=true;if(valid0){
if(data.domain!==void 0&&func0.call(data,"domain")){const _errs11=errors;validate54(data.domain,{instancePath:instancePath+
"/domain",parentData:data,parentDataProperty:"domain",rootData})||(vErrors=vErrors===null?validate54.errors:vErrors.concat(
validate54.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=true;if(valid0)if(data.span!==void 0&&
func0.call(data,"span")){const _errs12=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"\
span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs12===
errors}else var valid0=true}}}}}}}else return validate35.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}}],false;return validate35.errors=vErrors,errors===0}function validate57(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.field===void 0||!func0.call(
data,"field"))&&(missing0="field")||(data.values===void 0||!func0.call(data,"values"))&&(missing0="values"))return validate57.
errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;
for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="field"||key0==="values"||key0==="span")){return validate57.
errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],
false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="In")
return validate57.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{
allowedValue:"In"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.field!==void 0&&func0.call(
data,"field")){const _errs3=errors;validate36(data.field,{instancePath:instancePath+"/field",parentData:data,parentDataProperty:"\
field",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs3===
errors}else var valid0=true;if(valid0){if(data.values!==void 0&&func0.call(data,"values")){let data2=data.values;const _errs4=errors;
if(errors===_errs4)if(Array.isArray(data2)){var valid1=true;const len0=data2.length;for(let i0=0;i0<len0;i0++){const _errs6=errors;
validate52(data2[i0],{instancePath:instancePath+"/values/"+i0,parentData:data2,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?validate52.errors:vErrors.concat(validate52.errors),errors=vErrors.length);var valid1=_errs6===errors;if(!valid1)
break}}else return validate57.errors=[{instancePath:instancePath+"/values",schemaPath:"#/properties/values/type",keyword:"\
type",params:{type:"array"}}],false;var valid0=_errs4===errors}else var valid0=true;if(valid0)if(data.span!==void 0&&func0.
call(data,"span")){const _errs7=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"\
span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs7===
errors}else var valid0=true}}}}}else return validate57.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}}],false;return validate57.errors=vErrors,errors===0}const schema28={enum:["string","scalar"]};function validate64(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return data==="string"||data===
"scalar"?(validate64.errors=vErrors,errors===0):(validate64.errors=[{instancePath,schemaPath:"#/enum",keyword:"enum",params:{
allowedValues:schema28.enum}}],false)}function validate61(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if((data.kind===
void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.field===void 0||!func0.call(data,"field"))&&(missing0="field")||
(data.pattern===void 0||!func0.call(data,"pattern"))&&(missing0="pattern")||(data.ignoreCase===void 0||!func0.call(data,
"ignoreCase"))&&(missing0="ignoreCase")||(data.on===void 0||!func0.call(data,"on"))&&(missing0="on"))return validate61.errors=
[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;
for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="field"||key0==="pattern"||key0==="ignoreCase"||key0==="o\
n"||key0==="span")){return validate61.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalPrope\
rties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){
const _errs2=errors;if(data.kind!=="Match")return validate61.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/pr\
operties/kind/const",keyword:"const",params:{allowedValue:"Match"}}],false;var valid0=_errs2===errors}else var valid0=true;
if(valid0){if(data.field!==void 0&&func0.call(data,"field")){const _errs3=errors;validate36(data.field,{instancePath:instancePath+
"/field",parentData:data,parentDataProperty:"field",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(
validate36.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true;if(valid0){if(data.pattern!==void 0&&
func0.call(data,"pattern")){const _errs4=errors;validate42(data.pattern,{instancePath:instancePath+"/pattern",parentData:data,
parentDataProperty:"pattern",rootData})||(vErrors=vErrors===null?validate42.errors:vErrors.concat(validate42.errors),errors=
vErrors.length);var valid0=_errs4===errors}else var valid0=true;if(valid0){if(data.ignoreCase!==void 0&&func0.call(data,
"ignoreCase")){const _errs5=errors;if(typeof data.ignoreCase!="boolean")return validate61.errors=[{instancePath:instancePath+
"/ignoreCase",schemaPath:"#/properties/ignoreCase/type",keyword:"type",params:{type:"boolean"}}],false;var valid0=_errs5===
errors}else var valid0=true;if(valid0){if(data.on!==void 0&&func0.call(data,"on")){const _errs7=errors;validate64(data.on,
{instancePath:instancePath+"/on",parentData:data,parentDataProperty:"on",rootData})||(vErrors=vErrors===null?validate64.
errors:vErrors.concat(validate64.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=true;if(valid0)
if(data.span!==void 0&&func0.call(data,"span")){const _errs8=errors;validate25(data.span,{instancePath:instancePath+"/sp\
an",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=true}}}}}}}else return validate61.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate61.errors=vErrors,errors===0}function validate67(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
field===void 0||!func0.call(data,"field"))&&(missing0="field")||(data.tree===void 0||!func0.call(data,"tree"))&&(missing0=
"tree")||(data.ignoreCase===void 0||!func0.call(data,"ignoreCase"))&&(missing0="ignoreCase")||(data.on===void 0||!func0.
call(data,"on"))&&(missing0="on"))return validate67.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{
missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="f\
ield"||key0==="tree"||key0==="ignoreCase"||key0==="on"||key0==="source"||key0==="span")){return validate67.errors=[{instancePath,
schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===
errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Regex")return validate67.errors=
[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Regex"}}],
false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.field!==void 0&&func0.call(data,"field")){const _errs3=errors;
validate36(data.field,{instancePath:instancePath+"/field",parentData:data,parentDataProperty:"field",rootData})||(vErrors=
vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs3===errors}else
var valid0=true;if(valid0){if(data.ignoreCase!==void 0&&func0.call(data,"ignoreCase")){const _errs4=errors;if(typeof data.
ignoreCase!="boolean")return validate67.errors=[{instancePath:instancePath+"/ignoreCase",schemaPath:"#/properties/ignore\
Case/type",keyword:"type",params:{type:"boolean"}}],false;var valid0=_errs4===errors}else var valid0=true;if(valid0){if(data.
on!==void 0&&func0.call(data,"on")){const _errs6=errors;validate64(data.on,{instancePath:instancePath+"/on",parentData:data,
parentDataProperty:"on",rootData})||(vErrors=vErrors===null?validate64.errors:vErrors.concat(validate64.errors),errors=vErrors.
length);var valid0=_errs6===errors}else var valid0=true;if(valid0){if(data.source!==void 0&&func0.call(data,"source")){let data4=data.
source;const _errs7=errors;if(errors===_errs7)if(data4&&typeof data4=="object"&&!Array.isArray(data4)){let missing1;if((data4.
dialect===void 0||!func0.call(data4,"dialect"))&&(missing1="dialect")||(data4.text===void 0||!func0.call(data4,"text"))&&
(missing1="text"))return validate67.errors=[{instancePath:instancePath+"/source",schemaPath:"#/properties/source/require\
d",keyword:"required",params:{missingProperty:missing1}}],false;{const _errs9=errors;for(const key1 of Object.keys(data4))
if(!(key1==="dialect"||key1==="text")){return validate67.errors=[{instancePath:instancePath+"/source",schemaPath:"#/prop\
erties/source/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key1}}],false;break}if(_errs9===
errors){if(data4.dialect!==void 0&&func0.call(data4,"dialect")){const _errs10=errors;if(typeof data4.dialect!="string")return validate67.
errors=[{instancePath:instancePath+"/source/dialect",schemaPath:"#/properties/source/properties/dialect/type",keyword:"t\
ype",params:{type:"string"}}],false;var valid1=_errs10===errors}else var valid1=true;if(valid1)if(data4.text!==void 0&&func0.
call(data4,"text")){const _errs12=errors;if(typeof data4.text!="string")return validate67.errors=[{instancePath:instancePath+
"/source/text",schemaPath:"#/properties/source/properties/text/type",keyword:"type",params:{type:"string"}}],false;var valid1=_errs12===
errors}else var valid1=true}}}else return validate67.errors=[{instancePath:instancePath+"/source",schemaPath:"#/properti\
es/source/type",keyword:"type",params:{type:"object"}}],false;var valid0=_errs7===errors}else var valid0=true;if(valid0)
if(data.span!==void 0&&func0.call(data,"span")){const _errs14=errors;validate25(data.span,{instancePath:instancePath+"/s\
pan",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs14===errors}else var valid0=true}}}}}}}else return validate67.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate67.errors=vErrors,errors===0}function validate71(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
field===void 0||!func0.call(data,"field"))&&(missing0="field")||(data.network===void 0||!func0.call(data,"network"))&&(missing0=
"network"))return validate71.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],
false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="field"||key0==="network"||key0===
"span")){return validate71.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;
if(data.kind!=="Cidr")return validate71.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",
keyword:"const",params:{allowedValue:"Cidr"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.
field!==void 0&&func0.call(data,"field")){const _errs3=errors;validate36(data.field,{instancePath:instancePath+"/field",
parentData:data,parentDataProperty:"field",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.
errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true;if(valid0){if(data.network!==void 0&&func0.
call(data,"network")){const _errs4=errors;if(typeof data.network!="string")return validate71.errors=[{instancePath:instancePath+
"/network",schemaPath:"#/properties/network/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs4===errors}else
var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(data,"span")){const _errs6=errors;validate25(data.span,{instancePath:instancePath+
"/span",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=true}}}}}else return validate71.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate71.errors=vErrors,errors===0}const schema31={
type:"object",properties:{kind:{const:"Shape"},field:{$ref:"#/$defs/path"},kinds:{type:"array",items:{enum:["missing","n\
ull","boolean","number","string","array","emptyArray","object","emptyObject"]}},span:{$ref:"#/$defs/span"}},required:["k\
ind","field","kinds"],additionalProperties:false};function validate74(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.field===void 0||!func0.call(data,"field"))&&
(missing0="field")||(data.kinds===void 0||!func0.call(data,"kinds"))&&(missing0="kinds"))return validate74.errors=[{instancePath,
schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.
keys(data))if(!(key0==="kind"||key0==="field"||key0==="kinds"||key0==="span")){return validate74.errors=[{instancePath,schemaPath:"\
#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){
if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Shape")return validate74.errors=[{instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Shape"}}],false;var valid0=_errs2===errors}else
var valid0=true;if(valid0){if(data.field!==void 0&&func0.call(data,"field")){const _errs3=errors;validate37(data.field,{
instancePath:instancePath+"/field",parentData:data,parentDataProperty:"field",rootData})||(vErrors=vErrors===null?validate37.
errors:vErrors.concat(validate37.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true;if(valid0){
if(data.kinds!==void 0&&func0.call(data,"kinds")){let data2=data.kinds;const _errs4=errors;if(errors===_errs4)if(Array.isArray(
data2)){var valid1=true;const len0=data2.length;for(let i0=0;i0<len0;i0++){let data3=data2[i0];const _errs6=errors;if(!(data3===
"missing"||data3==="null"||data3==="boolean"||data3==="number"||data3==="string"||data3==="array"||data3==="emptyArray"||
data3==="object"||data3==="emptyObject"))return validate74.errors=[{instancePath:instancePath+"/kinds/"+i0,schemaPath:"#\
/properties/kinds/items/enum",keyword:"enum",params:{allowedValues:schema31.properties.kinds.items.enum}}],false;var valid1=_errs6===
errors;if(!valid1)break}}else return validate74.errors=[{instancePath:instancePath+"/kinds",schemaPath:"#/properties/kin\
ds/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs4===errors}else var valid0=true;if(valid0)if(data.
span!==void 0&&func0.call(data,"span")){const _errs7=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,
parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=
vErrors.length);var valid0=_errs7===errors}else var valid0=true}}}}}else return validate74.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}}],false;return validate74.errors=vErrors,errors===0}function validate77(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
field===void 0||!func0.call(data,"field"))&&(missing0="field"))return validate77.errors=[{instancePath,schemaPath:"#/req\
uired",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(data))
if(!(key0==="kind"||key0==="field"||key0==="span")){return validate77.errors=[{instancePath,schemaPath:"#/additionalProp\
erties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==
void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Exists")return validate77.errors=[{instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Exists"}}],false;var valid0=_errs2===
errors}else var valid0=true;if(valid0){if(data.field!==void 0&&func0.call(data,"field")){const _errs3=errors;validate36(
data.field,{instancePath:instancePath+"/field",parentData:data,parentDataProperty:"field",rootData})||(vErrors=vErrors===
null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true;
if(valid0)if(data.span!==void 0&&func0.call(data,"span")){const _errs4=errors;validate25(data.span,{instancePath:instancePath+
"/span",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=true}}}}else return validate77.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate77.errors=vErrors,errors===0}const schema33={
type:"object",properties:{kind:{const:"CompareFields"},left:{$ref:"#/$defs/field"},op:{enum:["eq","lt","le","gt","ge","n\
e","contains","startsWith","endsWith"]},right:{$ref:"#/$defs/field"},domain:{$ref:"#/$defs/domain"},ignoreCase:{type:"bo\
olean"},on:{$ref:"#/$defs/readAs"},span:{$ref:"#/$defs/span"}},required:["kind","left","op","right","ignoreCase","on"],additionalProperties:false};
function validate80(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&
(missing0="kind")||(data.left===void 0||!func0.call(data,"left"))&&(missing0="left")||(data.op===void 0||!func0.call(data,
"op"))&&(missing0="op")||(data.right===void 0||!func0.call(data,"right"))&&(missing0="right")||(data.ignoreCase===void 0||
!func0.call(data,"ignoreCase"))&&(missing0="ignoreCase")||(data.on===void 0||!func0.call(data,"on"))&&(missing0="on"))return validate80.
errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;
for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="left"||key0==="op"||key0==="right"||key0==="domain"||key0===
"ignoreCase"||key0==="on"||key0==="span")){return validate80.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(
data,"kind")){const _errs2=errors;if(data.kind!=="CompareFields")return validate80.errors=[{instancePath:instancePath+"/\
kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"CompareFields"}}],false;var valid0=_errs2===
errors}else var valid0=true;if(valid0){if(data.left!==void 0&&func0.call(data,"left")){const _errs3=errors;validate36(data.
left,{instancePath:instancePath+"/left",parentData:data,parentDataProperty:"left",rootData})||(vErrors=vErrors===null?validate36.
errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true;if(valid0){
if(data.op!==void 0&&func0.call(data,"op")){let data2=data.op;const _errs4=errors;if(!(data2==="eq"||data2==="lt"||data2===
"le"||data2==="gt"||data2==="ge"||data2==="ne"||data2==="contains"||data2==="startsWith"||data2==="endsWith"))return validate80.
errors=[{instancePath:instancePath+"/op",schemaPath:"#/properties/op/enum",keyword:"enum",params:{allowedValues:schema33.
properties.op.enum}}],false;var valid0=_errs4===errors}else var valid0=true;if(valid0){if(data.right!==void 0&&func0.call(
data,"right")){const _errs5=errors;validate36(data.right,{instancePath:instancePath+"/right",parentData:data,parentDataProperty:"\
right",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs5===
errors}else var valid0=true;if(valid0){if(data.domain!==void 0&&func0.call(data,"domain")){const _errs6=errors;validate54(
data.domain,{instancePath:instancePath+"/domain",parentData:data,parentDataProperty:"domain",rootData})||(vErrors=vErrors===
null?validate54.errors:vErrors.concat(validate54.errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=true;
if(valid0){if(data.ignoreCase!==void 0&&func0.call(data,"ignoreCase")){const _errs7=errors;if(typeof data.ignoreCase!="b\
oolean")return validate80.errors=[{instancePath:instancePath+"/ignoreCase",schemaPath:"#/properties/ignoreCase/type",keyword:"\
type",params:{type:"boolean"}}],false;var valid0=_errs7===errors}else var valid0=true;if(valid0){if(data.on!==void 0&&func0.
call(data,"on")){const _errs9=errors;validate64(data.on,{instancePath:instancePath+"/on",parentData:data,parentDataProperty:"\
on",rootData})||(vErrors=vErrors===null?validate64.errors:vErrors.concat(validate64.errors),errors=vErrors.length);var valid0=_errs9===
errors}else var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(data,"span")){const _errs10=errors;validate25(data.
span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.
errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs10===errors}else var valid0=true}}}}}}}}}else
return validate80.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate80.
errors=vErrors,errors===0}const schema34={type:"object",properties:{kind:{const:"Tokens"},field:{$ref:"#/$defs/field"},analyzer:{
const:"standard"},query:{type:"object",discriminator:{propertyName:"mode"},required:["mode"],oneOf:[{properties:{mode:{enum:[
"any","all","phrase"]},text:{type:"string"}},required:["mode","text"],additionalProperties:false},{properties:{mode:{const:"\
pattern"},pattern:{$ref:"#/$defs/pattern"}},required:["mode","pattern"],additionalProperties:false}]},span:{$ref:"#/$def\
s/span"}},required:["kind","field","analyzer","query"],additionalProperties:false};function validate86(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.field===void 0||
!func0.call(data,"field"))&&(missing0="field")||(data.analyzer===void 0||!func0.call(data,"analyzer"))&&(missing0="analy\
zer")||(data.query===void 0||!func0.call(data,"query"))&&(missing0="query"))return validate86.errors=[{instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(
data))if(!(key0==="kind"||key0==="field"||key0==="analyzer"||key0==="query"||key0==="span")){return validate86.errors=[{
instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;
break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Tokens")return validate86.
errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"To\
kens"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.field!==void 0&&func0.call(data,"field")){
const _errs3=errors;validate36(data.field,{instancePath:instancePath+"/field",parentData:data,parentDataProperty:"field",
rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs3===
errors}else var valid0=true;if(valid0){if(data.analyzer!==void 0&&func0.call(data,"analyzer")){const _errs4=errors;if(data.
analyzer!=="standard")return validate86.errors=[{instancePath:instancePath+"/analyzer",schemaPath:"#/properties/analyzer\
/const",keyword:"const",params:{allowedValue:"standard"}}],false;var valid0=_errs4===errors}else var valid0=true;if(valid0){
if(data.query!==void 0&&func0.call(data,"query")){let data3=data.query;const _errs5=errors;if(errors===_errs5)if(data3&&
typeof data3=="object"&&!Array.isArray(data3)){let missing1;if((data3.mode===void 0||!func0.call(data3,"mode"))&&(missing1=
"mode"))return validate86.errors=[{instancePath:instancePath+"/query",schemaPath:"#/properties/query/required",keyword:"\
required",params:{missingProperty:missing1}}],false;{const tag0=data3.mode;if(typeof tag0=="string")if(tag0==="any"){if(data3&&
typeof data3=="object"&&!Array.isArray(data3)){let missing2;if((data3.mode===void 0||!func0.call(data3,"mode"))&&(missing2=
"mode")||(data3.text===void 0||!func0.call(data3,"text"))&&(missing2="text"))return validate86.errors=[{instancePath:instancePath+
"/query",schemaPath:"#/properties/query/oneOf/0/required",keyword:"required",params:{missingProperty:missing2}}],false;{
const _errs9=errors;for(const key1 of Object.keys(data3))if(!(key1==="mode"||key1==="text")){return validate86.errors=[{
instancePath:instancePath+"/query",schemaPath:"#/properties/query/oneOf/0/additionalProperties",keyword:"additionalPrope\
rties",params:{additionalProperty:key1}}],false;break}if(_errs9===errors){if(data3.mode!==void 0&&func0.call(data3,"mode")){
let data4=data3.mode;const _errs10=errors;if(!(data4==="any"||data4==="all"||data4==="phrase"))return validate86.errors=
[{instancePath:instancePath+"/query/mode",schemaPath:"#/properties/query/oneOf/0/properties/mode/enum",keyword:"enum",params:{
allowedValues:schema34.properties.query.oneOf[0].properties.mode.enum}}],false;var valid3=_errs10===errors}else var valid3=true;
if(valid3)if(data3.text!==void 0&&func0.call(data3,"text")){const _errs11=errors;if(typeof data3.text!="string")return validate86.
errors=[{instancePath:instancePath+"/query/text",schemaPath:"#/properties/query/oneOf/0/properties/text/type",keyword:"t\
ype",params:{type:"string"}}],false;var valid3=_errs11===errors}else var valid3=true}}}}else if(tag0==="all"){if(data3&&
typeof data3=="object"&&!Array.isArray(data3)){let missing3;if((data3.mode===void 0||!func0.call(data3,"mode"))&&(missing3=
"mode")||(data3.text===void 0||!func0.call(data3,"text"))&&(missing3="text"))return validate86.errors=[{instancePath:instancePath+
"/query",schemaPath:"#/properties/query/oneOf/0/required",keyword:"required",params:{missingProperty:missing3}}],false;{
const _errs14=errors;for(const key2 of Object.keys(data3))if(!(key2==="mode"||key2==="text")){return validate86.errors=[
{instancePath:instancePath+"/query",schemaPath:"#/properties/query/oneOf/0/additionalProperties",keyword:"additionalProp\
erties",params:{additionalProperty:key2}}],false;break}if(_errs14===errors){if(data3.mode!==void 0&&func0.call(data3,"mo\
de")){let data6=data3.mode;const _errs15=errors;if(!(data6==="any"||data6==="all"||data6==="phrase"))return validate86.errors=
[{instancePath:instancePath+"/query/mode",schemaPath:"#/properties/query/oneOf/0/properties/mode/enum",keyword:"enum",params:{
allowedValues:schema34.properties.query.oneOf[0].properties.mode.enum}}],false;var valid5=_errs15===errors}else var valid5=true;
if(valid5)if(data3.text!==void 0&&func0.call(data3,"text")){const _errs16=errors;if(typeof data3.text!="string")return validate86.
errors=[{instancePath:instancePath+"/query/text",schemaPath:"#/properties/query/oneOf/0/properties/text/type",keyword:"t\
ype",params:{type:"string"}}],false;var valid5=_errs16===errors}else var valid5=true}}}}else if(tag0==="phrase"){if(data3&&
typeof data3=="object"&&!Array.isArray(data3)){let missing4;if((data3.mode===void 0||!func0.call(data3,"mode"))&&(missing4=
"mode")||(data3.text===void 0||!func0.call(data3,"text"))&&(missing4="text"))return validate86.errors=[{instancePath:instancePath+
"/query",schemaPath:"#/properties/query/oneOf/0/required",keyword:"required",params:{missingProperty:missing4}}],false;{
const _errs19=errors;for(const key3 of Object.keys(data3))if(!(key3==="mode"||key3==="text")){return validate86.errors=[
{instancePath:instancePath+"/query",schemaPath:"#/properties/query/oneOf/0/additionalProperties",keyword:"additionalProp\
erties",params:{additionalProperty:key3}}],false;break}if(_errs19===errors){if(data3.mode!==void 0&&func0.call(data3,"mo\
de")){let data8=data3.mode;const _errs20=errors;if(!(data8==="any"||data8==="all"||data8==="phrase"))return validate86.errors=
[{instancePath:instancePath+"/query/mode",schemaPath:"#/properties/query/oneOf/0/properties/mode/enum",keyword:"enum",params:{
allowedValues:schema34.properties.query.oneOf[0].properties.mode.enum}}],false;var valid7=_errs20===errors}else var valid7=true;
if(valid7)if(data3.text!==void 0&&func0.call(data3,"text")){const _errs21=errors;if(typeof data3.text!="string")return validate86.
errors=[{instancePath:instancePath+"/query/text",schemaPath:"#/properties/query/oneOf/0/properties/text/type",keyword:"t\
ype",params:{type:"string"}}],false;var valid7=_errs21===errors}else var valid7=true}}}}else if(tag0==="pattern"){if(data3&&
typeof data3=="object"&&!Array.isArray(data3)){let missing5;if((data3.mode===void 0||!func0.call(data3,"mode"))&&(missing5=
"mode")||(data3.pattern===void 0||!func0.call(data3,"pattern"))&&(missing5="pattern"))return validate86.errors=[{instancePath:instancePath+
"/query",schemaPath:"#/properties/query/oneOf/1/required",keyword:"required",params:{missingProperty:missing5}}],false;{
const _errs24=errors;for(const key4 of Object.keys(data3))if(!(key4==="mode"||key4==="pattern")){return validate86.errors=
[{instancePath:instancePath+"/query",schemaPath:"#/properties/query/oneOf/1/additionalProperties",keyword:"additionalPro\
perties",params:{additionalProperty:key4}}],false;break}if(_errs24===errors){if(data3.mode!==void 0&&func0.call(data3,"m\
ode")){const _errs25=errors;if(data3.mode!=="pattern")return validate86.errors=[{instancePath:instancePath+"/query/mode",
schemaPath:"#/properties/query/oneOf/1/properties/mode/const",keyword:"const",params:{allowedValue:"pattern"}}],false;var valid9=_errs25===
errors}else var valid9=true;if(valid9)if(data3.pattern!==void 0&&func0.call(data3,"pattern")){const _errs26=errors;validate42(
data3.pattern,{instancePath:instancePath+"/query/pattern",parentData:data3,parentDataProperty:"pattern",rootData})||(vErrors=
vErrors===null?validate42.errors:vErrors.concat(validate42.errors),errors=vErrors.length);var valid9=_errs26===errors}else
var valid9=true}}}}else return validate86.errors=[{instancePath:instancePath+"/query",schemaPath:"#/properties/query/dis\
criminator",keyword:"discriminator",params:{error:"mapping",tag:"mode",tagValue:tag0}}],false;else return validate86.errors=
[{instancePath:instancePath+"/query",schemaPath:"#/properties/query/discriminator",keyword:"discriminator",params:{error:"\
tag",tag:"mode",tagValue:tag0}}],false}}else return validate86.errors=[{instancePath:instancePath+"/query",schemaPath:"#\
/properties/query/type",keyword:"type",params:{type:"object"}}],false;var valid0=_errs5===errors}else var valid0=true;if(valid0)
if(data.span!==void 0&&func0.call(data,"span")){const _errs27=errors;validate25(data.span,{instancePath:instancePath+"/s\
pan",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs27===errors}else var valid0=true}}}}}}else return validate86.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate86.errors=vErrors,errors===0}function validate90(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
scope===void 0||!func0.call(data,"scope"))&&(missing0="scope")||(data.condition===void 0||!func0.call(data,"condition"))&&
(missing0="condition"))return validate90.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],
false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="scope"||key0==="condition"||key0===
"span")){return validate90.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;
if(data.kind!=="Search")return validate90.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",
keyword:"const",params:{allowedValue:"Search"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.
scope!==void 0&&func0.call(data,"scope")){const _errs3=errors;validate37(data.scope,{instancePath:instancePath+"/scope",
parentData:data,parentDataProperty:"scope",rootData})||(vErrors=vErrors===null?validate37.errors:vErrors.concat(validate37.
errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(
data,"span")){const _errs4=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"\
span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=true}}}}else return validate90.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"\
object"}}],false;return validate90.errors=vErrors,errors===0}function validate93(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.path===void 0||!func0.call(data,"path"))&&(missing0=
"path")||(data.condition===void 0||!func0.call(data,"condition"))&&(missing0="condition"))return validate93.errors=[{instancePath,
schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.
keys(data))if(!(key0==="kind"||key0==="path"||key0==="condition"||key0==="span")){return validate93.errors=[{instancePath,
schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===
errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Some")return validate93.errors=
[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Some"}}],
false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.path!==void 0&&func0.call(data,"path")){const _errs3=errors;
validate37(data.path,{instancePath:instancePath+"/path",parentData:data,parentDataProperty:"path",rootData})||(vErrors=vErrors===
null?validate37.errors:vErrors.concat(validate37.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=true;
if(valid0)if(data.span!==void 0&&func0.call(data,"span")){const _errs4=errors;validate25(data.span,{instancePath:instancePath+
"/span",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=true}}}}else return validate93.errors=[{instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate93.errors=vErrors,errors===0}function validate96(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
path===void 0||!func0.call(data,"path"))&&(missing0="path")||(data.condition===void 0||!func0.call(data,"condition"))&&(missing0=
"condition"))return validate96.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],
false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="path"||key0==="condition"||key0===
"span")){return validate96.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;
if(data.kind!=="Every")return validate96.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",
keyword:"const",params:{allowedValue:"Every"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.
path!==void 0&&func0.call(data,"path")){const _errs3=errors;validate37(data.path,{instancePath:instancePath+"/path",parentData:data,
parentDataProperty:"path",rootData})||(vErrors=vErrors===null?validate37.errors:vErrors.concat(validate37.errors),errors=
vErrors.length);var valid0=_errs3===errors}else var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(data,"span")){
const _errs4=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"span",rootData})||
(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs4===errors}else
var valid0=true}}}}else return validate96.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],
false;return validate96.errors=vErrors,errors===0}function validate99(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.path===void 0||!func0.call(data,"path"))&&(missing0=
"path")||(data.condition===void 0||!func0.call(data,"condition"))&&(missing0="condition")||(data.op===void 0||!func0.call(
data,"op"))&&(missing0="op")||(data.count===void 0||!func0.call(data,"count"))&&(missing0="count"))return validate99.errors=
[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;
for(const key0 of Object.keys(data))if(!(key0==="kind"||key0==="path"||key0==="condition"||key0==="op"||key0==="count"||
key0==="span")){return validate99.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalPropertie\
s",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;
if(data.kind!=="Count")return validate99.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",
keyword:"const",params:{allowedValue:"Count"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.
path!==void 0&&func0.call(data,"path")){const _errs3=errors;validate37(data.path,{instancePath:instancePath+"/path",parentData:data,
parentDataProperty:"path",rootData})||(vErrors=vErrors===null?validate37.errors:vErrors.concat(validate37.errors),errors=
vErrors.length);var valid0=_errs3===errors}else var valid0=true;if(valid0){if(data.op!==void 0&&func0.call(data,"op")){const _errs4=errors;
validate48(data.op,{instancePath:instancePath+"/op",parentData:data,parentDataProperty:"op",rootData})||(vErrors=vErrors===
null?validate48.errors:vErrors.concat(validate48.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=true;
if(valid0){if(data.count!==void 0&&func0.call(data,"count")){let data3=data.count;const _errs5=errors;if(!(typeof data3==
"number"&&isFinite(data3)))return validate99.errors=[{instancePath:instancePath+"/count",schemaPath:"#/properties/count/\
type",keyword:"type",params:{type:"number"}}],false;var valid0=_errs5===errors}else var valid0=true;if(valid0)if(data.span!==
void 0&&func0.call(data,"span")){const _errs7=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,
parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=
vErrors.length);var valid0=_errs7===errors}else var valid0=true}}}}}}else return validate99.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}}],false;return validate99.errors=vErrors,errors===0}function validate103(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
name===void 0||!func0.call(data,"name"))&&(missing0="name")||(data.value===void 0||!func0.call(data,"value"))&&(missing0=
"value")||(data.body===void 0||!func0.call(data,"body"))&&(missing0="body"))return validate103.errors=[{instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(
data))if(!(key0==="kind"||key0==="name"||key0==="value"||key0==="body"||key0==="span")){return validate103.errors=[{instancePath,
schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===
errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Let")return validate103.errors=
[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Let"}}],false;
var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.name!==void 0&&func0.call(data,"name")){const _errs3=errors;
if(typeof data.name!="string")return validate103.errors=[{instancePath:instancePath+"/name",schemaPath:"#/properties/nam\
e/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs3===errors}else var valid0=true;if(valid0)if(data.
span!==void 0&&func0.call(data,"span")){const _errs5=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,
parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=
vErrors.length);var valid0=_errs5===errors}else var valid0=true}}}}else return validate103.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}}],false;return validate103.errors=vErrors,errors===0}function validate105(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.
name===void 0||!func0.call(data,"name"))&&(missing0="name"))return validate105.errors=[{instancePath,schemaPath:"#/requi\
red",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(data))
if(!(key0==="kind"||key0==="name"||key0==="span")){return validate105.errors=[{instancePath,schemaPath:"#/additionalProp\
erties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.kind!==
void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Ref")return validate105.errors=[{instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Ref"}}],false;var valid0=_errs2===errors}else
var valid0=true;if(valid0){if(data.name!==void 0&&func0.call(data,"name")){const _errs3=errors;if(typeof data.name!="str\
ing")return validate105.errors=[{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{
type:"string"}}],false;var valid0=_errs3===errors}else var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(data,
"span")){const _errs5=errors;validate25(data.span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"\
span",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs5===
errors}else var valid0=true}}}}else return validate105.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}}],false;return validate105.errors=vErrors,errors===0}function validate107(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if((data.kind===void 0||!func0.call(data,"kind"))&&(missing0="kind")||(data.language===void 0||!func0.
call(data,"language"))&&(missing0="language")||(data.text===void 0||!func0.call(data,"text"))&&(missing0="text")||(data.
reads===void 0||!func0.call(data,"reads"))&&(missing0="reads"))return validate107.errors=[{instancePath,schemaPath:"#/re\
quired",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.keys(
data))if(!(key0==="kind"||key0==="language"||key0==="text"||key0==="reads"||key0==="mark"||key0==="span")){return validate107.
errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],
false;break}if(_errs1===errors){if(data.kind!==void 0&&func0.call(data,"kind")){const _errs2=errors;if(data.kind!=="Opaq\
ue")return validate107.errors=[{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{
allowedValue:"Opaque"}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.language!==void 0&&func0.
call(data,"language")){const _errs3=errors;if(typeof data.language!="string")return validate107.errors=[{instancePath:instancePath+
"/language",schemaPath:"#/properties/language/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs3===errors}else
var valid0=true;if(valid0){if(data.text!==void 0&&func0.call(data,"text")){const _errs5=errors;if(typeof data.text!="str\
ing")return validate107.errors=[{instancePath:instancePath+"/text",schemaPath:"#/properties/text/type",keyword:"type",params:{
type:"string"}}],false;var valid0=_errs5===errors}else var valid0=true;if(valid0){if(data.reads!==void 0&&func0.call(data,
"reads")){let data3=data.reads;const _errs7=errors;if(errors===_errs7)if(Array.isArray(data3)){var valid1=true;const len0=data3.
length;for(let i0=0;i0<len0;i0++){const _errs9=errors;validate37(data3[i0],{instancePath:instancePath+"/reads/"+i0,parentData:data3,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate37.errors:vErrors.concat(validate37.errors),errors=vErrors.
length);var valid1=_errs9===errors;if(!valid1)break}}else return validate107.errors=[{instancePath:instancePath+"/reads",
schemaPath:"#/properties/reads/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs7===errors}else var valid0=true;
if(valid0){if(data.mark!==void 0&&func0.call(data,"mark")){const _errs10=errors;if(typeof data.mark!="string")return validate107.
errors=[{instancePath:instancePath+"/mark",schemaPath:"#/properties/mark/type",keyword:"type",params:{type:"string"}}],false;
var valid0=_errs10===errors}else var valid0=true;if(valid0)if(data.span!==void 0&&func0.call(data,"span")){const _errs12=errors;
validate25(data.span,{instancePath:instancePath+"/span",parentData:data,parentDataProperty:"span",rootData})||(vErrors=vErrors===
null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs12===errors}else var valid0=true}}}}}}}else
return validate107.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate107.
errors=vErrors,errors===0}function validate23(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if((data.kind===void 0||!func0.
call(data,"kind"))&&(missing0="kind"))return validate23.errors=[{instancePath,schemaPath:"#/required",keyword:"required",
params:{missingProperty:missing0}}],false;{const tag0=data.kind;if(typeof tag0=="string")if(tag0==="True")validate24(data,
{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate24.errors:vErrors.concat(validate24.
errors),errors=vErrors.length);else if(tag0==="False")validate27(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate27.errors:vErrors.concat(validate27.errors),errors=vErrors.length);else if(tag0==="And")
validate29(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate29.errors:vErrors.
concat(validate29.errors),errors=vErrors.length);else if(tag0==="Or")validate31(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate31.errors:vErrors.concat(validate31.errors),errors=vErrors.length);else if(tag0===
"Not")validate33(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate33.errors:
vErrors.concat(validate33.errors),errors=vErrors.length);else if(tag0==="Compare")validate35(data,{instancePath,parentData,
parentDataProperty,rootData})||(vErrors=vErrors===null?validate35.errors:vErrors.concat(validate35.errors),errors=vErrors.
length);else if(tag0==="In")validate57(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?
validate57.errors:vErrors.concat(validate57.errors),errors=vErrors.length);else if(tag0==="Match")validate61(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate61.errors:vErrors.concat(validate61.errors),errors=
vErrors.length);else if(tag0==="Regex")validate67(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=
vErrors===null?validate67.errors:vErrors.concat(validate67.errors),errors=vErrors.length);else if(tag0==="Cidr")validate71(
data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate71.errors:vErrors.concat(validate71.
errors),errors=vErrors.length);else if(tag0==="Shape")validate74(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate74.errors:vErrors.concat(validate74.errors),errors=vErrors.length);else if(tag0==="Exist\
s")validate77(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate77.errors:vErrors.
concat(validate77.errors),errors=vErrors.length);else if(tag0==="CompareFields")validate80(data,{instancePath,parentData,
parentDataProperty,rootData})||(vErrors=vErrors===null?validate80.errors:vErrors.concat(validate80.errors),errors=vErrors.
length);else if(tag0==="Tokens")validate86(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===
null?validate86.errors:vErrors.concat(validate86.errors),errors=vErrors.length);else if(tag0==="Search")validate90(data,
{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate90.errors:vErrors.concat(validate90.
errors),errors=vErrors.length);else if(tag0==="Some")validate93(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate93.errors:vErrors.concat(validate93.errors),errors=vErrors.length);else if(tag0==="Every")
validate96(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate96.errors:vErrors.
concat(validate96.errors),errors=vErrors.length);else if(tag0==="Count")validate99(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate99.errors:vErrors.concat(validate99.errors),errors=vErrors.length);else if(tag0===
"Let")validate103(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate103.errors:
vErrors.concat(validate103.errors),errors=vErrors.length);else if(tag0==="Ref")validate105(data,{instancePath,parentData,
parentDataProperty,rootData})||(vErrors=vErrors===null?validate105.errors:vErrors.concat(validate105.errors),errors=vErrors.
length);else if(tag0==="Opaque")validate107(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===
null?validate107.errors:vErrors.concat(validate107.errors),errors=vErrors.length);else return validate23.errors=[{instancePath,
schemaPath:"#/discriminator",keyword:"discriminator",params:{error:"mapping",tag:"kind",tagValue:tag0}}],false;else return validate23.
errors=[{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error:"tag",tag:"kind",tagValue:tag0}}],
false}}else return validate23.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate23.
errors=vErrors,errors===0}function validate21(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;return validate23(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate23.
errors:vErrors.concat(validate23.errors),errors=vErrors.length),validate21.errors=vErrors,errors===0}const regex=validate132;
const schema43={type:"object",discriminator:{propertyName:"type"},required:["type"],oneOf:[{properties:{type:{const:"emp\
ty"}},required:["type"],additionalProperties:false},{properties:{type:{const:"text"},text:{type:"string"}},required:["ty\
pe","text"],additionalProperties:false},{properties:{type:{const:"set"},ranges:{type:"array",items:{type:"array",items:{
type:"integer",minimum:0,maximum:1114111},minItems:2,maxItems:2}}},required:["type","ranges"],additionalProperties:false},
{properties:{type:{const:"concat"},parts:{type:"array",items:true}},required:["type","parts"],additionalProperties:false},
{properties:{type:{const:"alternate"},options:{type:"array",items:true}},required:["type","options"],additionalProperties:false},
{properties:{type:{const:"repeat"},part:true,min:{type:"integer",minimum:0},max:{type:["integer","null"],minimum:0}},required:[
"type","part","min","max"],additionalProperties:false},{properties:{type:{const:"assert"},at:{enum:["start","end","lineS\
tart","lineEnd","wordBoundary","notWordBoundary"]}},required:["type","at"],additionalProperties:false}]};function validate133(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.type===void 0||!func0.call(data,"type"))&&(missing0="type"))return validate133.
errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const tag0=data.
type;if(typeof tag0=="string")if(tag0==="empty"){if(data&&typeof data=="object"&&!Array.isArray(data)){let missing1;if((data.
type===void 0||!func0.call(data,"type"))&&(missing1="type"))return validate133.errors=[{instancePath,schemaPath:"#/oneOf\
/0/required",keyword:"required",params:{missingProperty:missing1}}],false;{const _errs3=errors;for(const key0 of Object.
keys(data))if(key0!=="type"){return validate133.errors=[{instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs3===errors&&data.type!==void 0&&func0.call(
data,"type")&&data.type!=="empty")return validate133.errors=[{instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/pr\
operties/type/const",keyword:"const",params:{allowedValue:"empty"}}],false}}}else if(tag0==="text"){if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing2;if((data.type===void 0||!func0.call(data,"type"))&&(missing2="type")||(data.
text===void 0||!func0.call(data,"text"))&&(missing2="text"))return validate133.errors=[{instancePath,schemaPath:"#/oneOf\
/1/required",keyword:"required",params:{missingProperty:missing2}}],false;{const _errs6=errors;for(const key1 of Object.
keys(data))if(!(key1==="type"||key1==="text")){return validate133.errors=[{instancePath,schemaPath:"#/oneOf/1/additional\
Properties",keyword:"additionalProperties",params:{additionalProperty:key1}}],false;break}if(_errs6===errors){if(data.type!==
void 0&&func0.call(data,"type")){const _errs7=errors;if(data.type!=="text")return validate133.errors=[{instancePath:instancePath+
"/type",schemaPath:"#/oneOf/1/properties/type/const",keyword:"const",params:{allowedValue:"text"}}],false;var valid4=_errs7===
errors}else var valid4=true;if(valid4)if(data.text!==void 0&&func0.call(data,"text")){const _errs8=errors;if(typeof data.
text!="string")return validate133.errors=[{instancePath:instancePath+"/text",schemaPath:"#/oneOf/1/properties/text/type",
keyword:"type",params:{type:"string"}}],false;var valid4=_errs8===errors}else var valid4=true}}}}else if(tag0==="set"){if(data&&
typeof data=="object"&&!Array.isArray(data)){let missing3;if((data.type===void 0||!func0.call(data,"type"))&&(missing3="\
type")||(data.ranges===void 0||!func0.call(data,"ranges"))&&(missing3="ranges"))return validate133.errors=[{instancePath,
schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty:missing3}}],false;{const _errs11=errors;for(const key2 of Object.
keys(data))if(!(key2==="type"||key2==="ranges")){return validate133.errors=[{instancePath,schemaPath:"#/oneOf/2/addition\
alProperties",keyword:"additionalProperties",params:{additionalProperty:key2}}],false;break}if(_errs11===errors){if(data.
type!==void 0&&func0.call(data,"type")){const _errs12=errors;if(data.type!=="set")return validate133.errors=[{instancePath:instancePath+
"/type",schemaPath:"#/oneOf/2/properties/type/const",keyword:"const",params:{allowedValue:"set"}}],false;var valid6=_errs12===
errors}else var valid6=true;if(valid6)if(data.ranges!==void 0&&func0.call(data,"ranges")){let data4=data.ranges;const _errs13=errors;
if(errors===_errs13)if(Array.isArray(data4)){var valid7=true;const len0=data4.length;for(let i0=0;i0<len0;i0++){let data5=data4[i0];
const _errs15=errors;if(errors===_errs15)if(Array.isArray(data5)){if(data5.length>2)return validate133.errors=[{instancePath:instancePath+
"/ranges/"+i0,schemaPath:"#/oneOf/2/properties/ranges/items/maxItems",keyword:"maxItems",params:{limit:2}}],false;if(data5.
length<2)return validate133.errors=[{instancePath:instancePath+"/ranges/"+i0,schemaPath:"#/oneOf/2/properties/ranges/ite\
ms/minItems",keyword:"minItems",params:{limit:2}}],false;{var valid8=true;const len1=data5.length;for(let i1=0;i1<len1;i1++){
let data6=data5[i1];const _errs17=errors;if(!(typeof data6=="number"&&!(data6%1)&&!isNaN(data6)&&isFinite(data6)))return validate133.
errors=[{instancePath:instancePath+"/ranges/"+i0+"/"+i1,schemaPath:"#/oneOf/2/properties/ranges/items/items/type",keyword:"\
type",params:{type:"integer"}}],false;if(errors===_errs17&&typeof data6=="number"&&isFinite(data6)){if(data6>1114111||isNaN(
data6))return validate133.errors=[{instancePath:instancePath+"/ranges/"+i0+"/"+i1,schemaPath:"#/oneOf/2/properties/range\
s/items/items/maximum",keyword:"maximum",params:{comparison:"<=",limit:1114111}}],false;if(data6<0||isNaN(data6))return validate133.
errors=[{instancePath:instancePath+"/ranges/"+i0+"/"+i1,schemaPath:"#/oneOf/2/properties/ranges/items/items/minimum",keyword:"\
minimum",params:{comparison:">=",limit:0}}],false}var valid8=_errs17===errors;if(!valid8)break}}}else return validate133.
errors=[{instancePath:instancePath+"/ranges/"+i0,schemaPath:"#/oneOf/2/properties/ranges/items/type",keyword:"type",params:{
type:"array"}}],false;var valid7=_errs15===errors;if(!valid7)break}}else return validate133.errors=[{instancePath:instancePath+
"/ranges",schemaPath:"#/oneOf/2/properties/ranges/type",keyword:"type",params:{type:"array"}}],false;var valid6=_errs13===
errors}else var valid6=true}}}}else if(tag0==="concat"){if(data&&typeof data=="object"&&!Array.isArray(data)){let missing4;
if((data.type===void 0||!func0.call(data,"type"))&&(missing4="type")||(data.parts===void 0||!func0.call(data,"parts"))&&
(missing4="parts"))return validate133.errors=[{instancePath,schemaPath:"#/oneOf/3/required",keyword:"required",params:{missingProperty:missing4}}],
false;{const _errs20=errors;for(const key3 of Object.keys(data))if(!(key3==="type"||key3==="parts")){return validate133.
errors=[{instancePath,schemaPath:"#/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key3}}],
false;break}if(_errs20===errors){if(data.type!==void 0&&func0.call(data,"type")){const _errs21=errors;if(data.type!=="co\
ncat")return validate133.errors=[{instancePath:instancePath+"/type",schemaPath:"#/oneOf/3/properties/type/const",keyword:"\
const",params:{allowedValue:"concat"}}],false;var valid10=_errs21===errors}else var valid10=true;if(valid10)if(data.parts!==
void 0&&func0.call(data,"parts")){const _errs22=errors;if(errors===_errs22&&!Array.isArray(data.parts))return validate133.
errors=[{instancePath:instancePath+"/parts",schemaPath:"#/oneOf/3/properties/parts/type",keyword:"type",params:{type:"ar\
ray"}}],false;var valid10=_errs22===errors}else var valid10=true}}}}else if(tag0==="alternate"){if(data&&typeof data=="o\
bject"&&!Array.isArray(data)){let missing5;if((data.type===void 0||!func0.call(data,"type"))&&(missing5="type")||(data.options===
void 0||!func0.call(data,"options"))&&(missing5="options"))return validate133.errors=[{instancePath,schemaPath:"#/oneOf/\
4/required",keyword:"required",params:{missingProperty:missing5}}],false;{const _errs25=errors;for(const key4 of Object.
keys(data))if(!(key4==="type"||key4==="options")){return validate133.errors=[{instancePath,schemaPath:"#/oneOf/4/additio\
nalProperties",keyword:"additionalProperties",params:{additionalProperty:key4}}],false;break}if(_errs25===errors){if(data.
type!==void 0&&func0.call(data,"type")){const _errs26=errors;if(data.type!=="alternate")return validate133.errors=[{instancePath:instancePath+
"/type",schemaPath:"#/oneOf/4/properties/type/const",keyword:"const",params:{allowedValue:"alternate"}}],false;var valid12=_errs26===
errors}else var valid12=true;if(valid12)if(data.options!==void 0&&func0.call(data,"options")){const _errs27=errors;if(errors===
_errs27&&!Array.isArray(data.options))return validate133.errors=[{instancePath:instancePath+"/options",schemaPath:"#/one\
Of/4/properties/options/type",keyword:"type",params:{type:"array"}}],false;var valid12=_errs27===errors}else var valid12=true}}}}else if(tag0===
"repeat"){if(data&&typeof data=="object"&&!Array.isArray(data)){let missing6;if((data.type===void 0||!func0.call(data,"t\
ype"))&&(missing6="type")||(data.part===void 0||!func0.call(data,"part"))&&(missing6="part")||(data.min===void 0||!func0.
call(data,"min"))&&(missing6="min")||(data.max===void 0||!func0.call(data,"max"))&&(missing6="max"))return validate133.errors=
[{instancePath,schemaPath:"#/oneOf/5/required",keyword:"required",params:{missingProperty:missing6}}],false;{const _errs30=errors;
for(const key5 of Object.keys(data))if(!(key5==="type"||key5==="part"||key5==="min"||key5==="max")){return validate133.errors=
[{instancePath,schemaPath:"#/oneOf/5/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key5}}],
false;break}if(_errs30===errors){if(data.type!==void 0&&func0.call(data,"type")){const _errs31=errors;if(data.type!=="re\
peat")return validate133.errors=[{instancePath:instancePath+"/type",schemaPath:"#/oneOf/5/properties/type/const",keyword:"\
const",params:{allowedValue:"repeat"}}],false;var valid14=_errs31===errors}else var valid14=true;if(valid14){if(data.min!==
void 0&&func0.call(data,"min")){let data12=data.min;const _errs32=errors;if(!(typeof data12=="number"&&!(data12%1)&&!isNaN(
data12)&&isFinite(data12)))return validate133.errors=[{instancePath:instancePath+"/min",schemaPath:"#/oneOf/5/properties\
/min/type",keyword:"type",params:{type:"integer"}}],false;if(errors===_errs32&&typeof data12=="number"&&isFinite(data12)&&
(data12<0||isNaN(data12)))return validate133.errors=[{instancePath:instancePath+"/min",schemaPath:"#/oneOf/5/properties/\
min/minimum",keyword:"minimum",params:{comparison:">=",limit:0}}],false;var valid14=_errs32===errors}else var valid14=true;
if(valid14)if(data.max!==void 0&&func0.call(data,"max")){let data13=data.max;const _errs34=errors;if(!(typeof data13=="n\
umber"&&!(data13%1)&&!isNaN(data13)&&isFinite(data13))&&data13!==null)return validate133.errors=[{instancePath:instancePath+
"/max",schemaPath:"#/oneOf/5/properties/max/type",keyword:"type",params:{type:schema43.oneOf[5].properties.max.type}}],false;
if(errors===_errs34&&typeof data13=="number"&&isFinite(data13)&&(data13<0||isNaN(data13)))return validate133.errors=[{instancePath:instancePath+
"/max",schemaPath:"#/oneOf/5/properties/max/minimum",keyword:"minimum",params:{comparison:">=",limit:0}}],false;var valid14=_errs34===
errors}else var valid14=true}}}}}else if(tag0==="assert"){if(data&&typeof data=="object"&&!Array.isArray(data)){let missing7;
if((data.type===void 0||!func0.call(data,"type"))&&(missing7="type")||(data.at===void 0||!func0.call(data,"at"))&&(missing7=
"at"))return validate133.errors=[{instancePath,schemaPath:"#/oneOf/6/required",keyword:"required",params:{missingProperty:missing7}}],
false;{const _errs37=errors;for(const key6 of Object.keys(data))if(!(key6==="type"||key6==="at")){return validate133.errors=
[{instancePath,schemaPath:"#/oneOf/6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key6}}],
false;break}if(_errs37===errors){if(data.type!==void 0&&func0.call(data,"type")){const _errs38=errors;if(data.type!=="as\
sert")return validate133.errors=[{instancePath:instancePath+"/type",schemaPath:"#/oneOf/6/properties/type/const",keyword:"\
const",params:{allowedValue:"assert"}}],false;var valid16=_errs38===errors}else var valid16=true;if(valid16)if(data.at!==
void 0&&func0.call(data,"at")){let data15=data.at;const _errs39=errors;if(!(data15==="start"||data15==="end"||data15==="\
lineStart"||data15==="lineEnd"||data15==="wordBoundary"||data15==="notWordBoundary"))return validate133.errors=[{instancePath:instancePath+
"/at",schemaPath:"#/oneOf/6/properties/at/enum",keyword:"enum",params:{allowedValues:schema43.oneOf[6].properties.at.enum}}],
false;var valid16=_errs39===errors}else var valid16=true}}}}else return validate133.errors=[{instancePath,schemaPath:"#/\
discriminator",keyword:"discriminator",params:{error:"mapping",tag:"type",tagValue:tag0}}],false;else return validate133.
errors=[{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error:"tag",tag:"type",tagValue:tag0}}],
false}}else return validate133.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate133.
errors=vErrors,errors===0}function validate132(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;return validate133(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate133.
errors:vErrors.concat(validate133.errors),errors=vErrors.length),validate132.errors=vErrors,errors===0}const expression=validate135;
const schema45={type:"object",properties:{call:{enum:["lower","upper","trim","length","split","concat","number","string",
"jsonDecode","base64Decode","add","subtract","multiply","divide","modulo","timestampPart"]},args:{type:"array",items:{if:{
type:"array"},then:{$ref:"#/$defs/path"},else:{type:"object",if:{required:["literal"]},then:{type:"object",properties:{literal:{
$ref:"#/$defs/scalar"}},required:["literal"],additionalProperties:false},else:true}}}},required:["call","args"],additionalProperties:false};
function validate136(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if((data.call===void 0||!func0.call(data,"call"))&&
(missing0="call")||(data.args===void 0||!func0.call(data,"args"))&&(missing0="args"))return validate136.errors=[{instancePath,
schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;for(const key0 of Object.
keys(data))if(!(key0==="call"||key0==="args")){return validate136.errors=[{instancePath,schemaPath:"#/additionalProperti\
es",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){if(data.call!==void 0&&
func0.call(data,"call")){let data0=data.call;const _errs2=errors;if(!(data0==="lower"||data0==="upper"||data0==="trim"||
data0==="length"||data0==="split"||data0==="concat"||data0==="number"||data0==="string"||data0==="jsonDecode"||data0==="\
base64Decode"||data0==="add"||data0==="subtract"||data0==="multiply"||data0==="divide"||data0==="modulo"||data0==="times\
tampPart"))return validate136.errors=[{instancePath:instancePath+"/call",schemaPath:"#/properties/call/enum",keyword:"en\
um",params:{allowedValues:schema45.properties.call.enum}}],false;var valid0=_errs2===errors}else var valid0=true;if(valid0)
if(data.args!==void 0&&func0.call(data,"args")){let data1=data.args;const _errs3=errors;if(errors===_errs3)if(Array.isArray(
data1)){var valid1=true;const len0=data1.length;for(let i0=0;i0<len0;i0++){let data2=data1[i0];const _errs5=errors,_errs6=errors;
let valid2=true;const _errs7=errors;if(!Array.isArray(data2)){const err0={};vErrors===null?vErrors=[err0]:vErrors.push(err0),
errors++}var _valid0=_errs7===errors;errors=_errs6,vErrors!==null&&(_errs6?vErrors.length=_errs6:vErrors=null);let ifClause0;
if(_valid0){const _errs9=errors;validate37(data2,{instancePath:instancePath+"/args/"+i0,parentData:data1,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate37.errors:vErrors.concat(validate37.errors),errors=vErrors.length);var _valid0=_errs9===
errors;valid2=_valid0,ifClause0="then"}else{const _errs10=errors;if(!(data2&&typeof data2=="object"&&!Array.isArray(data2)))
return validate136.errors=[{instancePath:instancePath+"/args/"+i0,schemaPath:"#/properties/args/items/else/type",keyword:"\
type",params:{type:"object"}}],false;const _errs12=errors;let valid3=true;const _errs13=errors;if(data2&&typeof data2=="\
object"&&!Array.isArray(data2)){let missing1;if((data2.literal===void 0||!func0.call(data2,"literal"))&&(missing1="liter\
al")){const err1={};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var _valid1=_errs13===errors;if(errors=_errs12,
vErrors!==null&&(_errs12?vErrors.length=_errs12:vErrors=null),_valid1){const _errs14=errors;if(errors===_errs14)if(data2&&
typeof data2=="object"&&!Array.isArray(data2)){let missing2;if((data2.literal===void 0||!func0.call(data2,"literal"))&&(missing2=
"literal"))return validate136.errors=[{instancePath:instancePath+"/args/"+i0,schemaPath:"#/properties/args/items/else/th\
en/required",keyword:"required",params:{missingProperty:missing2}}],false;{const _errs16=errors;for(const key1 of Object.
keys(data2))if(key1!=="literal"){return validate136.errors=[{instancePath:instancePath+"/args/"+i0,schemaPath:"#/propert\
ies/args/items/else/then/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key1}}],false;break}
_errs16===errors&&data2.literal!==void 0&&func0.call(data2,"literal")&&(validate52(data2.literal,{instancePath:instancePath+
"/args/"+i0+"/literal",parentData:data2,parentDataProperty:"literal",rootData})||(vErrors=vErrors===null?validate52.errors:
vErrors.concat(validate52.errors),errors=vErrors.length))}}else return validate136.errors=[{instancePath:instancePath+"/\
args/"+i0,schemaPath:"#/properties/args/items/else/then/type",keyword:"type",params:{type:"object"}}],false;var _valid1=_errs14===
errors;valid3=_valid1}if(!valid3){const err2={instancePath:instancePath+"/args/"+i0,schemaPath:"#/properties/args/items/\
else/if",keyword:"if",params:{failingKeyword:"then"}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate136.
errors=vErrors,false}var _valid0=_errs10===errors;valid2=_valid0,ifClause0="else"}if(!valid2){const err3={instancePath:instancePath+
"/args/"+i0,schemaPath:"#/properties/args/items/if",keyword:"if",params:{failingKeyword:ifClause0}};return vErrors===null?
vErrors=[err3]:vErrors.push(err3),errors++,validate136.errors=vErrors,false}var valid1=_errs5===errors;if(!valid1)break}}else
return validate136.errors=[{instancePath:instancePath+"/args",schemaPath:"#/properties/args/type",keyword:"type",params:{
type:"array"}}],false;var valid0=_errs3===errors}else var valid0=true}}}else return validate136.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}}],false;return validate136.errors=vErrors,errors===0}function validate135(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return validate136(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate136.errors:vErrors.concat(validate136.errors),
errors=vErrors.length),validate135.errors=vErrors,errors===0}const rule=validate140;const schema46={type:"object",properties:{
ir:{const:1},language:{type:"string"},id:{type:"string"},name:{type:"string"},title:{type:"string"},alertTitle:{$ref:"#/\
$defs/alertTitle"},description:{type:"string"},severity:{$ref:"#/$defs/severity"},riskScore:{type:"number"},severityOverrides:{
type:"array",items:{type:"object",properties:{condition:true,severity:{$ref:"#/$defs/severity"}},required:["condition","\
severity"],additionalProperties:false}},status:{enum:["stable","test","experimental","deprecated","unsupported"]},enabled:{
type:"boolean"},signal:{type:"boolean"},authors:{type:"array",items:{type:"string"}},license:{type:"string"},created:{type:"\
string",pattern:"^\\d{4}-\\d{2}-\\d{2}$"},modified:{type:"string",pattern:"^\\d{4}-\\d{2}-\\d{2}$"},references:{type:"ar\
ray",items:{type:"string"}},falsePositives:{type:"array",items:{type:"string"}},runbook:{type:"string"},setup:{type:"str\
ing"},tags:{type:"array",items:{type:"string"}},attack:{type:"array",items:{type:"object",properties:{tactic:{$ref:"#/$d\
efs/named"},technique:{$ref:"#/$defs/named"}},required:[],additionalProperties:false}},logSource:{type:"object",properties:{
logTypes:{type:"array",items:{type:"string"}},index:{type:"array",items:{type:"string"}},integration:{type:"array",items:{
type:"string"}},category:{type:"string"},product:{type:"string"},service:{type:"string"},definition:{type:"string"}},required:[],
additionalProperties:false},outputFields:{type:"array",items:{type:"object",properties:{name:{type:"string"},path:{$ref:"\
condition.schema.json#/$defs/path"}},required:["path"],additionalProperties:false}},grouping:{type:"object",properties:{
by:{type:"array",items:{$ref:"condition.schema.json#/$defs/path"}},text:{$ref:"#/$defs/alertTitle"},window:{type:"number"},
missing:{enum:["suppress","alert"]}},required:["by"],additionalProperties:false},trigger:{type:"object",discriminator:{propertyName:"\
kind"},required:["kind"],oneOf:[{properties:{kind:{const:"each"}},required:["kind"],additionalProperties:false},{properties:{
kind:{const:"threshold"},count:{type:"number"},groupBy:{type:"array",items:{$ref:"condition.schema.json#/$defs/path"}},window:{
type:"number"},distinct:{type:"object",properties:{field:{$ref:"condition.schema.json#/$defs/path"},count:{type:"number"}},
required:["field","count"],additionalProperties:false}},required:["kind","count","groupBy"],additionalProperties:false},
{properties:{kind:{const:"newTerms"},fields:{type:"array",items:{$ref:"condition.schema.json#/$defs/path"}},history:{type:"\
number"}},required:["kind","fields","history"],additionalProperties:false},{properties:{kind:{const:"other"},language:{type:"\
string"},name:{type:"string"},source:true,condition:true},required:["kind","language","name","source"],additionalProperties:false}]},
condition:true,defined:{type:"array",items:{type:"object",properties:{when:true,span:{$ref:"condition.schema.json#/$defs\
/span"}},required:["when"],additionalProperties:false}},assumptions:{$ref:"#/$defs/assumptions"},tests:{type:"array",items:{
type:"object",properties:{name:{type:"string"},event:true,expected:{type:"boolean"},vendor:{type:"object"}},required:["n\
ame","event","expected"],additionalProperties:false}},namedLists:{type:"array",items:{type:"object",properties:{name:{type:"\
string",pattern:"^[a-z][a-z0-9_]*$"},values:{type:"array",items:{type:"string"}}},required:["name","values"],additionalProperties:false}},
vendor:{type:"object"},origin:{type:"object",additionalProperties:{type:"string"}},span:{$ref:"condition.schema.json#/$d\
efs/span"}},required:["ir","language","severityOverrides","authors","references","falsePositives","tags","attack","logSo\
urce","outputFields","trigger","condition","defined","tests","vendor"],additionalProperties:false,$defs:{alertTitle:{type:"\
array",items:{anyOf:[{type:"string"},{$ref:"#/$defs/titleField"},{type:"object",properties:{ways:{type:"array",minItems:1,
items:{type:"object",properties:{when:true,text:{$ref:"#/$defs/titleInChoice"}},required:["when","text"],additionalProperties:false}},
otherwise:{$ref:"#/$defs/titleInChoice"},assumptions:{$ref:"#/$defs/assumptions"}},required:["ways","otherwise"],additionalProperties:false}]}},
titleInChoice:{type:"array",items:{anyOf:[{type:"string"},{$ref:"#/$defs/titleField"},{type:"object",properties:{ways:{type:"\
array",minItems:1,items:{type:"object",properties:{when:true,text:{$ref:"#/$defs/innermostTitle"}},required:["when","tex\
t"],additionalProperties:false}},otherwise:{$ref:"#/$defs/innermostTitle"},assumptions:{$ref:"#/$defs/assumptions"}},required:[
"ways","otherwise"],additionalProperties:false}]}},innermostTitle:{type:"array",items:{anyOf:[{type:"string"},{$ref:"#/$\
defs/titleField"}]}},titleField:{type:"object",properties:{path:{$ref:"condition.schema.json#/$defs/path"},missingWhen:{
enum:["absent","empty"]},instead:{type:"array",items:{type:"object",properties:{path:{$ref:"condition.schema.json#/$defs\
/path"},missingWhen:{enum:["absent","empty"]}},required:["path"],additionalProperties:false}},missing:{type:"string"}},required:[
"path"],additionalProperties:false},assumptions:{type:"array",items:{type:"object",properties:{kind:{enum:["scalar","lis\
t","scalarInItems","listInItems","flatLists","oneElement","noNullElements","distinctValues","stringWhenPresent","numberW\
henPresent","booleanWhenPresent","objectWhenPresent","notBoolean","noEmptyObject","notNull","nestedKeys","flatKey","keyC\
ase","keysAsWritten","asciiCase","noKelvinSign","plainIpv4","safeIntegers","keywordField","nestedField","singleLine"]},path:{
$ref:"condition.schema.json#/$defs/path"},parts:{type:"array",items:{type:"object",properties:{kind:{enum:["nestedKeys",
"keyCase"]},path:{$ref:"condition.schema.json#/$defs/path"}},required:["kind","path"],additionalProperties:false}},why:{
type:"string"},span:{$ref:"condition.schema.json#/$defs/span"}},required:["kind","path","why"],additionalProperties:false}},
severity:{enum:["informational","low","medium","high","critical"]},named:{type:"object",properties:{id:{type:"string"},name:{
type:"string"}},required:["id"],additionalProperties:false}}};const schema48={type:"object",properties:{path:{$ref:"cond\
ition.schema.json#/$defs/path"},missingWhen:{enum:["absent","empty"]},instead:{type:"array",items:{type:"object",properties:{
path:{$ref:"condition.schema.json#/$defs/path"},missingWhen:{enum:["absent","empty"]}},required:["path"],additionalProperties:false}},
missing:{type:"string"}},required:["path"],additionalProperties:false};function validate143(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(data)){var valid0=true;const len0=data.
length;for(let i0=0;i0<len0;i0++){const _errs1=errors;validate38(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.
length);var valid0=_errs1===errors;if(!valid0)break}}else return validate143.errors=[{instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"array"}}],false;return validate143.errors=vErrors,errors===0}function validate142(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if((data.path===void 0||!func0.call(data,"path"))&&(missing0="path"))return validate142.
errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;
for(const key0 of Object.keys(data))if(!(key0==="path"||key0==="missingWhen"||key0==="instead"||key0==="missing")){return validate142.
errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],
false;break}if(_errs1===errors){if(data.path!==void 0&&func0.call(data,"path")){const _errs2=errors;validate143(data.path,
{instancePath:instancePath+"/path",parentData:data,parentDataProperty:"path",rootData})||(vErrors=vErrors===null?validate143.
errors:vErrors.concat(validate143.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=true;if(valid0){
if(data.missingWhen!==void 0&&func0.call(data,"missingWhen")){let data1=data.missingWhen;const _errs3=errors;if(!(data1===
"absent"||data1==="empty"))return validate142.errors=[{instancePath:instancePath+"/missingWhen",schemaPath:"#/properties\
/missingWhen/enum",keyword:"enum",params:{allowedValues:schema48.properties.missingWhen.enum}}],false;var valid0=_errs3===
errors}else var valid0=true;if(valid0){if(data.instead!==void 0&&func0.call(data,"instead")){let data2=data.instead;const _errs4=errors;
if(errors===_errs4)if(Array.isArray(data2)){var valid1=true;const len0=data2.length;for(let i0=0;i0<len0;i0++){let data3=data2[i0];
const _errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3)){let missing1;if((data3.path===
void 0||!func0.call(data3,"path"))&&(missing1="path"))return validate142.errors=[{instancePath:instancePath+"/instead/"+
i0,schemaPath:"#/properties/instead/items/required",keyword:"required",params:{missingProperty:missing1}}],false;{const _errs8=errors;
for(const key1 of Object.keys(data3))if(!(key1==="path"||key1==="missingWhen")){return validate142.errors=[{instancePath:instancePath+
"/instead/"+i0,schemaPath:"#/properties/instead/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key1}}],
false;break}if(_errs8===errors){if(data3.path!==void 0&&func0.call(data3,"path")){const _errs9=errors;validate143(data3.
path,{instancePath:instancePath+"/instead/"+i0+"/path",parentData:data3,parentDataProperty:"path",rootData})||(vErrors=vErrors===
null?validate143.errors:vErrors.concat(validate143.errors),errors=vErrors.length);var valid2=_errs9===errors}else var valid2=true;
if(valid2)if(data3.missingWhen!==void 0&&func0.call(data3,"missingWhen")){let data5=data3.missingWhen;const _errs10=errors;
if(!(data5==="absent"||data5==="empty"))return validate142.errors=[{instancePath:instancePath+"/instead/"+i0+"/missingWh\
en",schemaPath:"#/properties/instead/items/properties/missingWhen/enum",keyword:"enum",params:{allowedValues:schema48.properties.
instead.items.properties.missingWhen.enum}}],false;var valid2=_errs10===errors}else var valid2=true}}}else return validate142.
errors=[{instancePath:instancePath+"/instead/"+i0,schemaPath:"#/properties/instead/items/type",keyword:"type",params:{type:"\
object"}}],false;var valid1=_errs6===errors;if(!valid1)break}}else return validate142.errors=[{instancePath:instancePath+
"/instead",schemaPath:"#/properties/instead/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs4===errors}else
var valid0=true;if(valid0)if(data.missing!==void 0&&func0.call(data,"missing")){const _errs11=errors;if(typeof data.missing!=
"string")return validate142.errors=[{instancePath:instancePath+"/missing",schemaPath:"#/properties/missing/type",keyword:"\
type",params:{type:"string"}}],false;var valid0=_errs11===errors}else var valid0=true}}}}}else return validate142.errors=
[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate142.errors=vErrors,errors===
0}function validate150(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(Array.isArray(data)){var valid0=true;const len0=data.length;for(let i0=0;i0<len0;i0++){let data0=data[i0];
const _errs1=errors,_errs2=errors;let valid1=false;const _errs3=errors;if(typeof data0!="string"){const err0={instancePath:instancePath+
"/"+i0,schemaPath:"#/items/anyOf/0/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}var _valid0=_errs3===errors;if(valid1=valid1||_valid0,!valid1){const _errs5=errors;validate142(data0,{instancePath:instancePath+
"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate142.errors:vErrors.concat(validate142.
errors),errors=vErrors.length);var _valid0=_errs5===errors;valid1=valid1||_valid0}if(valid1)errors=_errs2,vErrors!==null&&
(_errs2?vErrors.length=_errs2:vErrors=null);else{const err1={instancePath:instancePath+"/"+i0,schemaPath:"#/items/anyOf",
keyword:"anyOf",params:{}};return vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++,validate150.errors=vErrors,false}
var valid0=_errs1===errors;if(!valid0)break}}else return validate150.errors=[{instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"array"}}],false;return validate150.errors=vErrors,errors===0}const schema52={type:"array",items:{type:"\
object",properties:{kind:{enum:["scalar","list","scalarInItems","listInItems","flatLists","oneElement","noNullElements",
"distinctValues","stringWhenPresent","numberWhenPresent","booleanWhenPresent","objectWhenPresent","notBoolean","noEmptyO\
bject","notNull","nestedKeys","flatKey","keyCase","keysAsWritten","asciiCase","noKelvinSign","plainIpv4","safeIntegers",
"keywordField","nestedField","singleLine"]},path:{$ref:"condition.schema.json#/$defs/path"},parts:{type:"array",items:{type:"\
object",properties:{kind:{enum:["nestedKeys","keyCase"]},path:{$ref:"condition.schema.json#/$defs/path"}},required:["kin\
d","path"],additionalProperties:false}},why:{type:"string"},span:{$ref:"condition.schema.json#/$defs/span"}},required:["\
kind","path","why"],additionalProperties:false}};function validate157(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if((data.start===void 0||!func0.call(data,"start"))&&(missing0="start")||(data.end===void 0||!func0.call(data,"end"))&&(missing0=
"end"))return validate157.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],
false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!(key0==="start"||key0==="end"||key0==="file")){return validate157.
errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],
false;break}if(_errs1===errors){if(data.start!==void 0&&func0.call(data,"start")){let data0=data.start;const _errs2=errors;
if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)&&isFinite(data0)))return validate157.errors=[{instancePath:instancePath+
"/start",schemaPath:"#/properties/start/type",keyword:"type",params:{type:"integer"}}],false;if(errors===_errs2&&typeof data0==
"number"&&isFinite(data0)&&(data0<0||isNaN(data0)))return validate157.errors=[{instancePath:instancePath+"/start",schemaPath:"\
#/properties/start/minimum",keyword:"minimum",params:{comparison:">=",limit:0}}],false;var valid0=_errs2===errors}else var valid0=true;
if(valid0){if(data.end!==void 0&&func0.call(data,"end")){let data1=data.end;const _errs4=errors;if(!(typeof data1=="numb\
er"&&!(data1%1)&&!isNaN(data1)&&isFinite(data1)))return validate157.errors=[{instancePath:instancePath+"/end",schemaPath:"\
#/properties/end/type",keyword:"type",params:{type:"integer"}}],false;if(errors===_errs4&&typeof data1=="number"&&isFinite(
data1)&&(data1<0||isNaN(data1)))return validate157.errors=[{instancePath:instancePath+"/end",schemaPath:"#/properties/en\
d/minimum",keyword:"minimum",params:{comparison:">=",limit:0}}],false;var valid0=_errs4===errors}else var valid0=true;if(valid0)
if(data.file!==void 0&&func0.call(data,"file")){const _errs6=errors;if(typeof data.file!="string")return validate157.errors=
[{instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs6===
errors}else var valid0=true}}}}else return validate157.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}}],false;return validate157.errors=vErrors,errors===0}function validate154(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(data)){var valid0=true;const len0=data.
length;for(let i0=0;i0<len0;i0++){let data0=data[i0];const _errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="obj\
ect"&&!Array.isArray(data0)){let missing0;if((data0.kind===void 0||!func0.call(data0,"kind"))&&(missing0="kind")||(data0.
path===void 0||!func0.call(data0,"path"))&&(missing0="path")||(data0.why===void 0||!func0.call(data0,"why"))&&(missing0=
"why"))return validate154.errors=[{instancePath:instancePath+"/"+i0,schemaPath:"#/items/required",keyword:"required",params:{
missingProperty:missing0}}],false;{const _errs3=errors;for(const key0 of Object.keys(data0))if(!(key0==="kind"||key0==="\
path"||key0==="parts"||key0==="why"||key0==="span")){return validate154.errors=[{instancePath:instancePath+"/"+i0,schemaPath:"\
#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs3===
errors){if(data0.kind!==void 0&&func0.call(data0,"kind")){let data1=data0.kind;const _errs4=errors;if(!(data1==="scalar"||
data1==="list"||data1==="scalarInItems"||data1==="listInItems"||data1==="flatLists"||data1==="oneElement"||data1==="noNu\
llElements"||data1==="distinctValues"||data1==="stringWhenPresent"||data1==="numberWhenPresent"||data1==="booleanWhenPre\
sent"||data1==="objectWhenPresent"||data1==="notBoolean"||data1==="noEmptyObject"||data1==="notNull"||data1==="nestedKey\
s"||data1==="flatKey"||data1==="keyCase"||data1==="keysAsWritten"||data1==="asciiCase"||data1==="noKelvinSign"||data1===
"plainIpv4"||data1==="safeIntegers"||data1==="keywordField"||data1==="nestedField"||data1==="singleLine"))return validate154.
errors=[{instancePath:instancePath+"/"+i0+"/kind",schemaPath:"#/items/properties/kind/enum",keyword:"enum",params:{allowedValues:schema52.
items.properties.kind.enum}}],false;var valid1=_errs4===errors}else var valid1=true;if(valid1){if(data0.path!==void 0&&func0.
call(data0,"path")){const _errs5=errors;validate143(data0.path,{instancePath:instancePath+"/"+i0+"/path",parentData:data0,
parentDataProperty:"path",rootData})||(vErrors=vErrors===null?validate143.errors:vErrors.concat(validate143.errors),errors=
vErrors.length);var valid1=_errs5===errors}else var valid1=true;if(valid1){if(data0.parts!==void 0&&func0.call(data0,"pa\
rts")){let data3=data0.parts;const _errs6=errors;if(errors===_errs6)if(Array.isArray(data3)){var valid2=true;const len1=data3.
length;for(let i1=0;i1<len1;i1++){let data4=data3[i1];const _errs8=errors;if(errors===_errs8)if(data4&&typeof data4=="ob\
ject"&&!Array.isArray(data4)){let missing1;if((data4.kind===void 0||!func0.call(data4,"kind"))&&(missing1="kind")||(data4.
path===void 0||!func0.call(data4,"path"))&&(missing1="path"))return validate154.errors=[{instancePath:instancePath+"/"+i0+
"/parts/"+i1,schemaPath:"#/items/properties/parts/items/required",keyword:"required",params:{missingProperty:missing1}}],
false;{const _errs10=errors;for(const key1 of Object.keys(data4))if(!(key1==="kind"||key1==="path")){return validate154.
errors=[{instancePath:instancePath+"/"+i0+"/parts/"+i1,schemaPath:"#/items/properties/parts/items/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:key1}}],false;break}if(_errs10===errors){if(data4.kind!==void 0&&
func0.call(data4,"kind")){let data5=data4.kind;const _errs11=errors;if(!(data5==="nestedKeys"||data5==="keyCase"))return validate154.
errors=[{instancePath:instancePath+"/"+i0+"/parts/"+i1+"/kind",schemaPath:"#/items/properties/parts/items/properties/kin\
d/enum",keyword:"enum",params:{allowedValues:schema52.items.properties.parts.items.properties.kind.enum}}],false;var valid3=_errs11===
errors}else var valid3=true;if(valid3)if(data4.path!==void 0&&func0.call(data4,"path")){const _errs12=errors;validate143(
data4.path,{instancePath:instancePath+"/"+i0+"/parts/"+i1+"/path",parentData:data4,parentDataProperty:"path",rootData})||
(vErrors=vErrors===null?validate143.errors:vErrors.concat(validate143.errors),errors=vErrors.length);var valid3=_errs12===
errors}else var valid3=true}}}else return validate154.errors=[{instancePath:instancePath+"/"+i0+"/parts/"+i1,schemaPath:"\
#/items/properties/parts/items/type",keyword:"type",params:{type:"object"}}],false;var valid2=_errs8===errors;if(!valid2)
break}}else return validate154.errors=[{instancePath:instancePath+"/"+i0+"/parts",schemaPath:"#/items/properties/parts/t\
ype",keyword:"type",params:{type:"array"}}],false;var valid1=_errs6===errors}else var valid1=true;if(valid1){if(data0.why!==
void 0&&func0.call(data0,"why")){const _errs13=errors;if(typeof data0.why!="string")return validate154.errors=[{instancePath:instancePath+
"/"+i0+"/why",schemaPath:"#/items/properties/why/type",keyword:"type",params:{type:"string"}}],false;var valid1=_errs13===
errors}else var valid1=true;if(valid1)if(data0.span!==void 0&&func0.call(data0,"span")){const _errs15=errors;validate157(
data0.span,{instancePath:instancePath+"/"+i0+"/span",parentData:data0,parentDataProperty:"span",rootData})||(vErrors=vErrors===
null?validate157.errors:vErrors.concat(validate157.errors),errors=vErrors.length);var valid1=_errs15===errors}else var valid1=true}}}}}}else
return validate154.errors=[{instancePath:instancePath+"/"+i0,schemaPath:"#/items/type",keyword:"type",params:{type:"obje\
ct"}}],false;var valid0=_errs1===errors;if(!valid0)break}}else return validate154.errors=[{instancePath,schemaPath:"#/ty\
pe",keyword:"type",params:{type:"array"}}],false;return validate154.errors=vErrors,errors===0}function validate148(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(
data)){var valid0=true;const len0=data.length;for(let i0=0;i0<len0;i0++){let data0=data[i0];const _errs1=errors,_errs2=errors;
let valid1=false;const _errs3=errors;if(typeof data0!="string"){const err0={instancePath:instancePath+"/"+i0,schemaPath:"\
#/items/anyOf/0/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}var _valid0=_errs3===
errors;if(valid1=valid1||_valid0,!valid1){const _errs5=errors;validate142(data0,{instancePath:instancePath+"/"+i0,parentData:data,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate142.errors:vErrors.concat(validate142.errors),errors=vErrors.
length);var _valid0=_errs5===errors;if(valid1=valid1||_valid0,!valid1){const _errs6=errors;if(errors===_errs6)if(data0&&
typeof data0=="object"&&!Array.isArray(data0)){let missing0;if((data0.ways===void 0||!func0.call(data0,"ways"))&&(missing0=
"ways")||(data0.otherwise===void 0||!func0.call(data0,"otherwise"))&&(missing0="otherwise")){const err1={instancePath:instancePath+
"/"+i0,schemaPath:"#/items/anyOf/2/required",keyword:"required",params:{missingProperty:missing0}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}else{const _errs8=errors;for(const key0 of Object.keys(data0))if(!(key0==="ways"||key0===
"otherwise"||key0==="assumptions")){const err2={instancePath:instancePath+"/"+i0,schemaPath:"#/items/anyOf/2/additionalP\
roperties",keyword:"additionalProperties",params:{additionalProperty:key0}};vErrors===null?vErrors=[err2]:vErrors.push(err2),
errors++;break}if(_errs8===errors){if(data0.ways!==void 0&&func0.call(data0,"ways")){let data1=data0.ways;const _errs9=errors;
if(errors===_errs9)if(Array.isArray(data1))if(data1.length<1){const err3={instancePath:instancePath+"/"+i0+"/ways",schemaPath:"\
#/items/anyOf/2/properties/ways/minItems",keyword:"minItems",params:{limit:1}};vErrors===null?vErrors=[err3]:vErrors.push(
err3),errors++}else{var valid3=true;const len1=data1.length;for(let i1=0;i1<len1;i1++){let data2=data1[i1];const _errs11=errors;
if(errors===_errs11)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let missing1;if((data2.when===void 0||!func0.
call(data2,"when"))&&(missing1="when")||(data2.text===void 0||!func0.call(data2,"text"))&&(missing1="text")){const err4={
instancePath:instancePath+"/"+i0+"/ways/"+i1,schemaPath:"#/items/anyOf/2/properties/ways/items/required",keyword:"requir\
ed",params:{missingProperty:missing1}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}else{const _errs13=errors;
for(const key1 of Object.keys(data2))if(!(key1==="when"||key1==="text")){const err5={instancePath:instancePath+"/"+i0+"/\
ways/"+i1,schemaPath:"#/items/anyOf/2/properties/ways/items/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:key1}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++;break}_errs13===errors&&data2.text!==
void 0&&func0.call(data2,"text")&&(validate150(data2.text,{instancePath:instancePath+"/"+i0+"/ways/"+i1+"/text",parentData:data2,
parentDataProperty:"text",rootData})||(vErrors=vErrors===null?validate150.errors:vErrors.concat(validate150.errors),errors=
vErrors.length))}}else{const err6={instancePath:instancePath+"/"+i0+"/ways/"+i1,schemaPath:"#/items/anyOf/2/properties/w\
ays/items/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}var valid3=_errs11===
errors;if(!valid3)break}}else{const err7={instancePath:instancePath+"/"+i0+"/ways",schemaPath:"#/items/anyOf/2/propertie\
s/ways/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}var valid2=_errs9===
errors}else var valid2=true;if(valid2){if(data0.otherwise!==void 0&&func0.call(data0,"otherwise")){const _errs15=errors;
validate150(data0.otherwise,{instancePath:instancePath+"/"+i0+"/otherwise",parentData:data0,parentDataProperty:"otherwis\
e",rootData})||(vErrors=vErrors===null?validate150.errors:vErrors.concat(validate150.errors),errors=vErrors.length);var valid2=_errs15===
errors}else var valid2=true;if(valid2)if(data0.assumptions!==void 0&&func0.call(data0,"assumptions")){const _errs16=errors;
validate154(data0.assumptions,{instancePath:instancePath+"/"+i0+"/assumptions",parentData:data0,parentDataProperty:"assu\
mptions",rootData})||(vErrors=vErrors===null?validate154.errors:vErrors.concat(validate154.errors),errors=vErrors.length);
var valid2=_errs16===errors}else var valid2=true}}}}else{const err8={instancePath:instancePath+"/"+i0,schemaPath:"#/item\
s/anyOf/2/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}var _valid0=_errs6===
errors;valid1=valid1||_valid0}}if(valid1)errors=_errs2,vErrors!==null&&(_errs2?vErrors.length=_errs2:vErrors=null);else{
const err9={instancePath:instancePath+"/"+i0,schemaPath:"#/items/anyOf",keyword:"anyOf",params:{}};return vErrors===null?
vErrors=[err9]:vErrors.push(err9),errors++,validate148.errors=vErrors,false}var valid0=_errs1===errors;if(!valid0)break}}else
return validate148.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"array"}}],false;return validate148.
errors=vErrors,errors===0}function validate141(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(Array.isArray(data)){var valid0=true;const len0=data.length;for(let i0=0;i0<len0;i0++){let data0=data[i0];
const _errs1=errors,_errs2=errors;let valid1=false;const _errs3=errors;if(typeof data0!="string"){const err0={instancePath:instancePath+
"/"+i0,schemaPath:"#/items/anyOf/0/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}var _valid0=_errs3===errors;if(valid1=valid1||_valid0,!valid1){const _errs5=errors;validate142(data0,{instancePath:instancePath+
"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate142.errors:vErrors.concat(validate142.
errors),errors=vErrors.length);var _valid0=_errs5===errors;if(valid1=valid1||_valid0,!valid1){const _errs6=errors;if(errors===
_errs6)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){let missing0;if((data0.ways===void 0||!func0.call(data0,
"ways"))&&(missing0="ways")||(data0.otherwise===void 0||!func0.call(data0,"otherwise"))&&(missing0="otherwise")){const err1={
instancePath:instancePath+"/"+i0,schemaPath:"#/items/anyOf/2/required",keyword:"required",params:{missingProperty:missing0}};
vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}else{const _errs8=errors;for(const key0 of Object.keys(data0))
if(!(key0==="ways"||key0==="otherwise"||key0==="assumptions")){const err2={instancePath:instancePath+"/"+i0,schemaPath:"\
#/items/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}};vErrors===null?vErrors=
[err2]:vErrors.push(err2),errors++;break}if(_errs8===errors){if(data0.ways!==void 0&&func0.call(data0,"ways")){let data1=data0.
ways;const _errs9=errors;if(errors===_errs9)if(Array.isArray(data1))if(data1.length<1){const err3={instancePath:instancePath+
"/"+i0+"/ways",schemaPath:"#/items/anyOf/2/properties/ways/minItems",keyword:"minItems",params:{limit:1}};vErrors===null?
vErrors=[err3]:vErrors.push(err3),errors++}else{var valid3=true;const len1=data1.length;for(let i1=0;i1<len1;i1++){let data2=data1[i1];
const _errs11=errors;if(errors===_errs11)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let missing1;if((data2.
when===void 0||!func0.call(data2,"when"))&&(missing1="when")||(data2.text===void 0||!func0.call(data2,"text"))&&(missing1=
"text")){const err4={instancePath:instancePath+"/"+i0+"/ways/"+i1,schemaPath:"#/items/anyOf/2/properties/ways/items/requ\
ired",keyword:"required",params:{missingProperty:missing1}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}else{
const _errs13=errors;for(const key1 of Object.keys(data2))if(!(key1==="when"||key1==="text")){const err5={instancePath:instancePath+
"/"+i0+"/ways/"+i1,schemaPath:"#/items/anyOf/2/properties/ways/items/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:key1}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++;break}_errs13===errors&&data2.
text!==void 0&&func0.call(data2,"text")&&(validate148(data2.text,{instancePath:instancePath+"/"+i0+"/ways/"+i1+"/text",parentData:data2,
parentDataProperty:"text",rootData})||(vErrors=vErrors===null?validate148.errors:vErrors.concat(validate148.errors),errors=
vErrors.length))}}else{const err6={instancePath:instancePath+"/"+i0+"/ways/"+i1,schemaPath:"#/items/anyOf/2/properties/w\
ays/items/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}var valid3=_errs11===
errors;if(!valid3)break}}else{const err7={instancePath:instancePath+"/"+i0+"/ways",schemaPath:"#/items/anyOf/2/propertie\
s/ways/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}var valid2=_errs9===
errors}else var valid2=true;if(valid2){if(data0.otherwise!==void 0&&func0.call(data0,"otherwise")){const _errs15=errors;
validate148(data0.otherwise,{instancePath:instancePath+"/"+i0+"/otherwise",parentData:data0,parentDataProperty:"otherwis\
e",rootData})||(vErrors=vErrors===null?validate148.errors:vErrors.concat(validate148.errors),errors=vErrors.length);var valid2=_errs15===
errors}else var valid2=true;if(valid2)if(data0.assumptions!==void 0&&func0.call(data0,"assumptions")){const _errs16=errors;
validate154(data0.assumptions,{instancePath:instancePath+"/"+i0+"/assumptions",parentData:data0,parentDataProperty:"assu\
mptions",rootData})||(vErrors=vErrors===null?validate154.errors:vErrors.concat(validate154.errors),errors=vErrors.length);
var valid2=_errs16===errors}else var valid2=true}}}}else{const err8={instancePath:instancePath+"/"+i0,schemaPath:"#/item\
s/anyOf/2/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}var _valid0=_errs6===
errors;valid1=valid1||_valid0}}if(valid1)errors=_errs2,vErrors!==null&&(_errs2?vErrors.length=_errs2:vErrors=null);else{
const err9={instancePath:instancePath+"/"+i0,schemaPath:"#/items/anyOf",keyword:"anyOf",params:{}};return vErrors===null?
vErrors=[err9]:vErrors.push(err9),errors++,validate141.errors=vErrors,false}var valid0=_errs1===errors;if(!valid0)break}}else
return validate141.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"array"}}],false;return validate141.
errors=vErrors,errors===0}const schema54={enum:["informational","low","medium","high","critical"]};function validate164(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return data==="informational"||
data==="low"||data==="medium"||data==="high"||data==="critical"?(validate164.errors=vErrors,errors===0):(validate164.errors=
[{instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues:schema54.enum}}],false)}function validate167(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.id===void 0||!func0.call(data,"id"))&&(missing0="id"))return validate167.
errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],false;{const _errs1=errors;
for(const key0 of Object.keys(data))if(!(key0==="id"||key0==="name")){return validate167.errors=[{instancePath,schemaPath:"\
#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],false;break}if(_errs1===errors){
if(data.id!==void 0&&func0.call(data,"id")){const _errs2=errors;if(typeof data.id!="string")return validate167.errors=[{
instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs2===
errors}else var valid0=true;if(valid0)if(data.name!==void 0&&func0.call(data,"name")){const _errs4=errors;if(typeof data.
name!="string")return validate167.errors=[{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"\
type",params:{type:"string"}}],false;var valid0=_errs4===errors}else var valid0=true}}}else return validate167.errors=[{
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate167.errors=vErrors,errors===
0}const pattern0=new RegExp("^\\d{4}-\\d{2}-\\d{2}$","u"),pattern2=new RegExp("^[a-z][a-z0-9_]*$","u");function validate140(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if((data.ir===void 0||!func0.call(data,"ir"))&&(missing0="ir")||(data.language===
void 0||!func0.call(data,"language"))&&(missing0="language")||(data.severityOverrides===void 0||!func0.call(data,"severi\
tyOverrides"))&&(missing0="severityOverrides")||(data.authors===void 0||!func0.call(data,"authors"))&&(missing0="authors")||
(data.references===void 0||!func0.call(data,"references"))&&(missing0="references")||(data.falsePositives===void 0||!func0.
call(data,"falsePositives"))&&(missing0="falsePositives")||(data.tags===void 0||!func0.call(data,"tags"))&&(missing0="ta\
gs")||(data.attack===void 0||!func0.call(data,"attack"))&&(missing0="attack")||(data.logSource===void 0||!func0.call(data,
"logSource"))&&(missing0="logSource")||(data.outputFields===void 0||!func0.call(data,"outputFields"))&&(missing0="output\
Fields")||(data.trigger===void 0||!func0.call(data,"trigger"))&&(missing0="trigger")||(data.condition===void 0||!func0.call(
data,"condition"))&&(missing0="condition")||(data.defined===void 0||!func0.call(data,"defined"))&&(missing0="defined")||
(data.tests===void 0||!func0.call(data,"tests"))&&(missing0="tests")||(data.vendor===void 0||!func0.call(data,"vendor"))&&
(missing0="vendor"))return validate140.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0}}],
false;{const _errs1=errors;for(const key0 of Object.keys(data))if(!func0.call(schema46.properties,key0)){return validate140.
errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0}}],
false;break}if(_errs1===errors){if(data.ir!==void 0&&func0.call(data,"ir")){const _errs2=errors;if(data.ir!==1)return validate140.
errors=[{instancePath:instancePath+"/ir",schemaPath:"#/properties/ir/const",keyword:"const",params:{allowedValue:1}}],false;
var valid0=_errs2===errors}else var valid0=true;if(valid0){if(data.language!==void 0&&func0.call(data,"language")){const _errs3=errors;
if(typeof data.language!="string")return validate140.errors=[{instancePath:instancePath+"/language",schemaPath:"#/proper\
ties/language/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs3===errors}else var valid0=true;if(valid0){
if(data.id!==void 0&&func0.call(data,"id")){const _errs5=errors;if(typeof data.id!="string")return validate140.errors=[{
instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs5===
errors}else var valid0=true;if(valid0){if(data.name!==void 0&&func0.call(data,"name")){const _errs7=errors;if(typeof data.
name!="string")return validate140.errors=[{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"\
type",params:{type:"string"}}],false;var valid0=_errs7===errors}else var valid0=true;if(valid0){if(data.title!==void 0&&
func0.call(data,"title")){const _errs9=errors;if(typeof data.title!="string")return validate140.errors=[{instancePath:instancePath+
"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs9===errors}else
var valid0=true;if(valid0){if(data.alertTitle!==void 0&&func0.call(data,"alertTitle")){const _errs11=errors;validate141(
data.alertTitle,{instancePath:instancePath+"/alertTitle",parentData:data,parentDataProperty:"alertTitle",rootData})||(vErrors=
vErrors===null?validate141.errors:vErrors.concat(validate141.errors),errors=vErrors.length);var valid0=_errs11===errors}else
var valid0=true;if(valid0){if(data.description!==void 0&&func0.call(data,"description")){const _errs12=errors;if(typeof data.
description!="string")return validate140.errors=[{instancePath:instancePath+"/description",schemaPath:"#/properties/desc\
ription/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs12===errors}else var valid0=true;if(valid0){
if(data.severity!==void 0&&func0.call(data,"severity")){const _errs14=errors;validate164(data.severity,{instancePath:instancePath+
"/severity",parentData:data,parentDataProperty:"severity",rootData})||(vErrors=vErrors===null?validate164.errors:vErrors.
concat(validate164.errors),errors=vErrors.length);var valid0=_errs14===errors}else var valid0=true;if(valid0){if(data.riskScore!==
void 0&&func0.call(data,"riskScore")){let data8=data.riskScore;const _errs15=errors;if(!(typeof data8=="number"&&isFinite(
data8)))return validate140.errors=[{instancePath:instancePath+"/riskScore",schemaPath:"#/properties/riskScore/type",keyword:"\
type",params:{type:"number"}}],false;var valid0=_errs15===errors}else var valid0=true;if(valid0){if(data.severityOverrides!==
void 0&&func0.call(data,"severityOverrides")){let data9=data.severityOverrides;const _errs17=errors;if(errors===_errs17)
if(Array.isArray(data9)){var valid1=true;const len0=data9.length;for(let i0=0;i0<len0;i0++){let data10=data9[i0];const _errs19=errors;
if(errors===_errs19)if(data10&&typeof data10=="object"&&!Array.isArray(data10)){let missing1;if((data10.condition===void 0||
!func0.call(data10,"condition"))&&(missing1="condition")||(data10.severity===void 0||!func0.call(data10,"severity"))&&(missing1=
"severity"))return validate140.errors=[{instancePath:instancePath+"/severityOverrides/"+i0,schemaPath:"#/properties/seve\
rityOverrides/items/required",keyword:"required",params:{missingProperty:missing1}}],false;{const _errs21=errors;for(const key1 of Object.
keys(data10))if(!(key1==="condition"||key1==="severity")){return validate140.errors=[{instancePath:instancePath+"/severi\
tyOverrides/"+i0,schemaPath:"#/properties/severityOverrides/items/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:key1}}],false;break}_errs21===errors&&data10.severity!==void 0&&func0.call(data10,"severity")&&(validate164(
data10.severity,{instancePath:instancePath+"/severityOverrides/"+i0+"/severity",parentData:data10,parentDataProperty:"se\
verity",rootData})||(vErrors=vErrors===null?validate164.errors:vErrors.concat(validate164.errors),errors=vErrors.length))}}else
return validate140.errors=[{instancePath:instancePath+"/severityOverrides/"+i0,schemaPath:"#/properties/severityOverride\
s/items/type",keyword:"type",params:{type:"object"}}],false;var valid1=_errs19===errors;if(!valid1)break}}else return validate140.
errors=[{instancePath:instancePath+"/severityOverrides",schemaPath:"#/properties/severityOverrides/type",keyword:"type",
params:{type:"array"}}],false;var valid0=_errs17===errors}else var valid0=true;if(valid0){if(data.status!==void 0&&func0.
call(data,"status")){let data12=data.status;const _errs23=errors;if(!(data12==="stable"||data12==="test"||data12==="expe\
rimental"||data12==="deprecated"||data12==="unsupported"))return validate140.errors=[{instancePath:instancePath+"/status",
schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues:schema46.properties.status.enum}}],false;var valid0=_errs23===
errors}else var valid0=true;if(valid0){if(data.enabled!==void 0&&func0.call(data,"enabled")){const _errs24=errors;if(typeof data.
enabled!="boolean")return validate140.errors=[{instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/typ\
e",keyword:"type",params:{type:"boolean"}}],false;var valid0=_errs24===errors}else var valid0=true;if(valid0){if(data.signal!==
void 0&&func0.call(data,"signal")){const _errs26=errors;if(typeof data.signal!="boolean")return validate140.errors=[{instancePath:instancePath+
"/signal",schemaPath:"#/properties/signal/type",keyword:"type",params:{type:"boolean"}}],false;var valid0=_errs26===errors}else
var valid0=true;if(valid0){if(data.authors!==void 0&&func0.call(data,"authors")){let data15=data.authors;const _errs28=errors;
if(errors===_errs28)if(Array.isArray(data15)){var valid3=true;const len1=data15.length;for(let i1=0;i1<len1;i1++){const _errs30=errors;
if(typeof data15[i1]!="string")return validate140.errors=[{instancePath:instancePath+"/authors/"+i1,schemaPath:"#/proper\
ties/authors/items/type",keyword:"type",params:{type:"string"}}],false;var valid3=_errs30===errors;if(!valid3)break}}else
return validate140.errors=[{instancePath:instancePath+"/authors",schemaPath:"#/properties/authors/type",keyword:"type",params:{
type:"array"}}],false;var valid0=_errs28===errors}else var valid0=true;if(valid0){if(data.license!==void 0&&func0.call(data,
"license")){const _errs32=errors;if(typeof data.license!="string")return validate140.errors=[{instancePath:instancePath+
"/license",schemaPath:"#/properties/license/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs32===errors}else
var valid0=true;if(valid0){if(data.created!==void 0&&func0.call(data,"created")){let data18=data.created;const _errs34=errors;
if(errors===_errs34)if(typeof data18=="string"){if(!pattern0.test(data18))return validate140.errors=[{instancePath:instancePath+
"/created",schemaPath:"#/properties/created/pattern",keyword:"pattern",params:{pattern:"^\\d{4}-\\d{2}-\\d{2}$"}}],false}else
return validate140.errors=[{instancePath:instancePath+"/created",schemaPath:"#/properties/created/type",keyword:"type",params:{
type:"string"}}],false;var valid0=_errs34===errors}else var valid0=true;if(valid0){if(data.modified!==void 0&&func0.call(
data,"modified")){let data19=data.modified;const _errs36=errors;if(errors===_errs36)if(typeof data19=="string"){if(!pattern0.
test(data19))return validate140.errors=[{instancePath:instancePath+"/modified",schemaPath:"#/properties/modified/pattern",
keyword:"pattern",params:{pattern:"^\\d{4}-\\d{2}-\\d{2}$"}}],false}else return validate140.errors=[{instancePath:instancePath+
"/modified",schemaPath:"#/properties/modified/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs36===errors}else
var valid0=true;if(valid0){if(data.references!==void 0&&func0.call(data,"references")){let data20=data.references;const _errs38=errors;
if(errors===_errs38)if(Array.isArray(data20)){var valid4=true;const len2=data20.length;for(let i2=0;i2<len2;i2++){const _errs40=errors;
if(typeof data20[i2]!="string")return validate140.errors=[{instancePath:instancePath+"/references/"+i2,schemaPath:"#/pro\
perties/references/items/type",keyword:"type",params:{type:"string"}}],false;var valid4=_errs40===errors;if(!valid4)break}}else
return validate140.errors=[{instancePath:instancePath+"/references",schemaPath:"#/properties/references/type",keyword:"t\
ype",params:{type:"array"}}],false;var valid0=_errs38===errors}else var valid0=true;if(valid0){if(data.falsePositives!==
void 0&&func0.call(data,"falsePositives")){let data22=data.falsePositives;const _errs42=errors;if(errors===_errs42)if(Array.
isArray(data22)){var valid5=true;const len3=data22.length;for(let i3=0;i3<len3;i3++){const _errs44=errors;if(typeof data22[i3]!=
"string")return validate140.errors=[{instancePath:instancePath+"/falsePositives/"+i3,schemaPath:"#/properties/falsePosit\
ives/items/type",keyword:"type",params:{type:"string"}}],false;var valid5=_errs44===errors;if(!valid5)break}}else return validate140.
errors=[{instancePath:instancePath+"/falsePositives",schemaPath:"#/properties/falsePositives/type",keyword:"type",params:{
type:"array"}}],false;var valid0=_errs42===errors}else var valid0=true;if(valid0){if(data.runbook!==void 0&&func0.call(data,
"runbook")){const _errs46=errors;if(typeof data.runbook!="string")return validate140.errors=[{instancePath:instancePath+
"/runbook",schemaPath:"#/properties/runbook/type",keyword:"type",params:{type:"string"}}],false;var valid0=_errs46===errors}else
var valid0=true;if(valid0){if(data.setup!==void 0&&func0.call(data,"setup")){const _errs48=errors;if(typeof data.setup!=
"string")return validate140.errors=[{instancePath:instancePath+"/setup",schemaPath:"#/properties/setup/type",keyword:"ty\
pe",params:{type:"string"}}],false;var valid0=_errs48===errors}else var valid0=true;if(valid0){if(data.tags!==void 0&&func0.
call(data,"tags")){let data26=data.tags;const _errs50=errors;if(errors===_errs50)if(Array.isArray(data26)){var valid6=true;
const len4=data26.length;for(let i4=0;i4<len4;i4++){const _errs52=errors;if(typeof data26[i4]!="string")return validate140.
errors=[{instancePath:instancePath+"/tags/"+i4,schemaPath:"#/properties/tags/items/type",keyword:"type",params:{type:"st\
ring"}}],false;var valid6=_errs52===errors;if(!valid6)break}}else return validate140.errors=[{instancePath:instancePath+
"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs50===errors}else
var valid0=true;if(valid0){if(data.attack!==void 0&&func0.call(data,"attack")){let data28=data.attack;const _errs54=errors;
if(errors===_errs54)if(Array.isArray(data28)){var valid7=true;const len5=data28.length;for(let i5=0;i5<len5;i5++){let data29=data28[i5];
const _errs56=errors;if(errors===_errs56)if(data29&&typeof data29=="object"&&!Array.isArray(data29)){const _errs58=errors;
for(const key2 of Object.keys(data29))if(!(key2==="tactic"||key2==="technique")){return validate140.errors=[{instancePath:instancePath+
"/attack/"+i5,schemaPath:"#/properties/attack/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key2}}],
false;break}if(_errs58===errors){if(data29.tactic!==void 0&&func0.call(data29,"tactic")){const _errs59=errors;validate167(
data29.tactic,{instancePath:instancePath+"/attack/"+i5+"/tactic",parentData:data29,parentDataProperty:"tactic",rootData})||
(vErrors=vErrors===null?validate167.errors:vErrors.concat(validate167.errors),errors=vErrors.length);var valid8=_errs59===
errors}else var valid8=true;if(valid8)if(data29.technique!==void 0&&func0.call(data29,"technique")){const _errs60=errors;
validate167(data29.technique,{instancePath:instancePath+"/attack/"+i5+"/technique",parentData:data29,parentDataProperty:"\
technique",rootData})||(vErrors=vErrors===null?validate167.errors:vErrors.concat(validate167.errors),errors=vErrors.length);
var valid8=_errs60===errors}else var valid8=true}}else return validate140.errors=[{instancePath:instancePath+"/attack/"+
i5,schemaPath:"#/properties/attack/items/type",keyword:"type",params:{type:"object"}}],false;var valid7=_errs56===errors;
if(!valid7)break}}else return validate140.errors=[{instancePath:instancePath+"/attack",schemaPath:"#/properties/attack/t\
ype",keyword:"type",params:{type:"array"}}],false;var valid0=_errs54===errors}else var valid0=true;if(valid0){if(data.logSource!==
void 0&&func0.call(data,"logSource")){let data32=data.logSource;const _errs61=errors;if(errors===_errs61)if(data32&&typeof data32==
"object"&&!Array.isArray(data32)){const _errs63=errors;for(const key3 of Object.keys(data32))if(!(key3==="logTypes"||key3===
"index"||key3==="integration"||key3==="category"||key3==="product"||key3==="service"||key3==="definition")){return validate140.
errors=[{instancePath:instancePath+"/logSource",schemaPath:"#/properties/logSource/additionalProperties",keyword:"additi\
onalProperties",params:{additionalProperty:key3}}],false;break}if(_errs63===errors){if(data32.logTypes!==void 0&&func0.call(
data32,"logTypes")){let data33=data32.logTypes;const _errs64=errors;if(errors===_errs64)if(Array.isArray(data33)){var valid10=true;
const len6=data33.length;for(let i6=0;i6<len6;i6++){const _errs66=errors;if(typeof data33[i6]!="string")return validate140.
errors=[{instancePath:instancePath+"/logSource/logTypes/"+i6,schemaPath:"#/properties/logSource/properties/logTypes/item\
s/type",keyword:"type",params:{type:"string"}}],false;var valid10=_errs66===errors;if(!valid10)break}}else return validate140.
errors=[{instancePath:instancePath+"/logSource/logTypes",schemaPath:"#/properties/logSource/properties/logTypes/type",keyword:"\
type",params:{type:"array"}}],false;var valid9=_errs64===errors}else var valid9=true;if(valid9){if(data32.index!==void 0&&
func0.call(data32,"index")){let data35=data32.index;const _errs68=errors;if(errors===_errs68)if(Array.isArray(data35)){var valid11=true;
const len7=data35.length;for(let i7=0;i7<len7;i7++){const _errs70=errors;if(typeof data35[i7]!="string")return validate140.
errors=[{instancePath:instancePath+"/logSource/index/"+i7,schemaPath:"#/properties/logSource/properties/index/items/type",
keyword:"type",params:{type:"string"}}],false;var valid11=_errs70===errors;if(!valid11)break}}else return validate140.errors=
[{instancePath:instancePath+"/logSource/index",schemaPath:"#/properties/logSource/properties/index/type",keyword:"type",
params:{type:"array"}}],false;var valid9=_errs68===errors}else var valid9=true;if(valid9){if(data32.integration!==void 0&&
func0.call(data32,"integration")){let data37=data32.integration;const _errs72=errors;if(errors===_errs72)if(Array.isArray(
data37)){var valid12=true;const len8=data37.length;for(let i8=0;i8<len8;i8++){const _errs74=errors;if(typeof data37[i8]!=
"string")return validate140.errors=[{instancePath:instancePath+"/logSource/integration/"+i8,schemaPath:"#/properties/log\
Source/properties/integration/items/type",keyword:"type",params:{type:"string"}}],false;var valid12=_errs74===errors;if(!valid12)
break}}else return validate140.errors=[{instancePath:instancePath+"/logSource/integration",schemaPath:"#/properties/logS\
ource/properties/integration/type",keyword:"type",params:{type:"array"}}],false;var valid9=_errs72===errors}else var valid9=true;
if(valid9){if(data32.category!==void 0&&func0.call(data32,"category")){const _errs76=errors;if(typeof data32.category!="\
string")return validate140.errors=[{instancePath:instancePath+"/logSource/category",schemaPath:"#/properties/logSource/p\
roperties/category/type",keyword:"type",params:{type:"string"}}],false;var valid9=_errs76===errors}else var valid9=true;
if(valid9){if(data32.product!==void 0&&func0.call(data32,"product")){const _errs78=errors;if(typeof data32.product!="str\
ing")return validate140.errors=[{instancePath:instancePath+"/logSource/product",schemaPath:"#/properties/logSource/prope\
rties/product/type",keyword:"type",params:{type:"string"}}],false;var valid9=_errs78===errors}else var valid9=true;if(valid9){
if(data32.service!==void 0&&func0.call(data32,"service")){const _errs80=errors;if(typeof data32.service!="string")return validate140.
errors=[{instancePath:instancePath+"/logSource/service",schemaPath:"#/properties/logSource/properties/service/type",keyword:"\
type",params:{type:"string"}}],false;var valid9=_errs80===errors}else var valid9=true;if(valid9)if(data32.definition!==void 0&&
func0.call(data32,"definition")){const _errs82=errors;if(typeof data32.definition!="string")return validate140.errors=[{
instancePath:instancePath+"/logSource/definition",schemaPath:"#/properties/logSource/properties/definition/type",keyword:"\
type",params:{type:"string"}}],false;var valid9=_errs82===errors}else var valid9=true}}}}}}}else return validate140.errors=
[{instancePath:instancePath+"/logSource",schemaPath:"#/properties/logSource/type",keyword:"type",params:{type:"object"}}],
false;var valid0=_errs61===errors}else var valid0=true;if(valid0){if(data.outputFields!==void 0&&func0.call(data,"output\
Fields")){let data43=data.outputFields;const _errs84=errors;if(errors===_errs84)if(Array.isArray(data43)){var valid13=true;
const len9=data43.length;for(let i9=0;i9<len9;i9++){let data44=data43[i9];const _errs86=errors;if(errors===_errs86)if(data44&&
typeof data44=="object"&&!Array.isArray(data44)){let missing2;if((data44.path===void 0||!func0.call(data44,"path"))&&(missing2=
"path"))return validate140.errors=[{instancePath:instancePath+"/outputFields/"+i9,schemaPath:"#/properties/outputFields/\
items/required",keyword:"required",params:{missingProperty:missing2}}],false;{const _errs88=errors;for(const key4 of Object.
keys(data44))if(!(key4==="name"||key4==="path")){return validate140.errors=[{instancePath:instancePath+"/outputFields/"+
i9,schemaPath:"#/properties/outputFields/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key4}}],
false;break}if(_errs88===errors){if(data44.name!==void 0&&func0.call(data44,"name")){const _errs89=errors;if(typeof data44.
name!="string")return validate140.errors=[{instancePath:instancePath+"/outputFields/"+i9+"/name",schemaPath:"#/propertie\
s/outputFields/items/properties/name/type",keyword:"type",params:{type:"string"}}],false;var valid14=_errs89===errors}else
var valid14=true;if(valid14)if(data44.path!==void 0&&func0.call(data44,"path")){const _errs91=errors;validate143(data44.
path,{instancePath:instancePath+"/outputFields/"+i9+"/path",parentData:data44,parentDataProperty:"path",rootData})||(vErrors=
vErrors===null?validate143.errors:vErrors.concat(validate143.errors),errors=vErrors.length);var valid14=_errs91===errors}else
var valid14=true}}}else return validate140.errors=[{instancePath:instancePath+"/outputFields/"+i9,schemaPath:"#/properti\
es/outputFields/items/type",keyword:"type",params:{type:"object"}}],false;var valid13=_errs86===errors;if(!valid13)break}}else
return validate140.errors=[{instancePath:instancePath+"/outputFields",schemaPath:"#/properties/outputFields/type",keyword:"\
type",params:{type:"array"}}],false;var valid0=_errs84===errors}else var valid0=true;if(valid0){if(data.grouping!==void 0&&
func0.call(data,"grouping")){let data47=data.grouping;const _errs92=errors;if(errors===_errs92)if(data47&&typeof data47==
"object"&&!Array.isArray(data47)){let missing3;if((data47.by===void 0||!func0.call(data47,"by"))&&(missing3="by"))return validate140.
errors=[{instancePath:instancePath+"/grouping",schemaPath:"#/properties/grouping/required",keyword:"required",params:{missingProperty:missing3}}],
false;{const _errs94=errors;for(const key5 of Object.keys(data47))if(!(key5==="by"||key5==="text"||key5==="window"||key5===
"missing")){return validate140.errors=[{instancePath:instancePath+"/grouping",schemaPath:"#/properties/grouping/addition\
alProperties",keyword:"additionalProperties",params:{additionalProperty:key5}}],false;break}if(_errs94===errors){if(data47.
by!==void 0&&func0.call(data47,"by")){let data48=data47.by;const _errs95=errors;if(errors===_errs95)if(Array.isArray(data48)){
var valid16=true;const len10=data48.length;for(let i10=0;i10<len10;i10++){const _errs97=errors;validate143(data48[i10],{
instancePath:instancePath+"/grouping/by/"+i10,parentData:data48,parentDataProperty:i10,rootData})||(vErrors=vErrors===null?
validate143.errors:vErrors.concat(validate143.errors),errors=vErrors.length);var valid16=_errs97===errors;if(!valid16)break}}else
return validate140.errors=[{instancePath:instancePath+"/grouping/by",schemaPath:"#/properties/grouping/properties/by/typ\
e",keyword:"type",params:{type:"array"}}],false;var valid15=_errs95===errors}else var valid15=true;if(valid15){if(data47.
text!==void 0&&func0.call(data47,"text")){const _errs98=errors;validate141(data47.text,{instancePath:instancePath+"/grou\
ping/text",parentData:data47,parentDataProperty:"text",rootData})||(vErrors=vErrors===null?validate141.errors:vErrors.concat(
validate141.errors),errors=vErrors.length);var valid15=_errs98===errors}else var valid15=true;if(valid15){if(data47.window!==
void 0&&func0.call(data47,"window")){let data51=data47.window;const _errs99=errors;if(!(typeof data51=="number"&&isFinite(
data51)))return validate140.errors=[{instancePath:instancePath+"/grouping/window",schemaPath:"#/properties/grouping/prop\
erties/window/type",keyword:"type",params:{type:"number"}}],false;var valid15=_errs99===errors}else var valid15=true;if(valid15)
if(data47.missing!==void 0&&func0.call(data47,"missing")){let data52=data47.missing;const _errs101=errors;if(!(data52===
"suppress"||data52==="alert"))return validate140.errors=[{instancePath:instancePath+"/grouping/missing",schemaPath:"#/pr\
operties/grouping/properties/missing/enum",keyword:"enum",params:{allowedValues:schema46.properties.grouping.properties.
missing.enum}}],false;var valid15=_errs101===errors}else var valid15=true}}}}}else return validate140.errors=[{instancePath:instancePath+
"/grouping",schemaPath:"#/properties/grouping/type",keyword:"type",params:{type:"object"}}],false;var valid0=_errs92===errors}else
var valid0=true;if(valid0){if(data.trigger!==void 0&&func0.call(data,"trigger")){let data53=data.trigger;const _errs102=errors;
if(errors===_errs102)if(data53&&typeof data53=="object"&&!Array.isArray(data53)){let missing4;if((data53.kind===void 0||
!func0.call(data53,"kind"))&&(missing4="kind"))return validate140.errors=[{instancePath:instancePath+"/trigger",schemaPath:"\
#/properties/trigger/required",keyword:"required",params:{missingProperty:missing4}}],false;{const tag0=data53.kind;if(typeof tag0==
"string")if(tag0==="each"){if(data53&&typeof data53=="object"&&!Array.isArray(data53)){let missing5;if((data53.kind===void 0||
!func0.call(data53,"kind"))&&(missing5="kind"))return validate140.errors=[{instancePath:instancePath+"/trigger",schemaPath:"\
#/properties/trigger/oneOf/0/required",keyword:"required",params:{missingProperty:missing5}}],false;{const _errs106=errors;
for(const key6 of Object.keys(data53))if(key6!=="kind"){return validate140.errors=[{instancePath:instancePath+"/trigger",
schemaPath:"#/properties/trigger/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key6}}],
false;break}if(_errs106===errors&&data53.kind!==void 0&&func0.call(data53,"kind")&&data53.kind!=="each")return validate140.
errors=[{instancePath:instancePath+"/trigger/kind",schemaPath:"#/properties/trigger/oneOf/0/properties/kind/const",keyword:"\
const",params:{allowedValue:"each"}}],false}}}else if(tag0==="threshold"){if(data53&&typeof data53=="object"&&!Array.isArray(
data53)){let missing6;if((data53.kind===void 0||!func0.call(data53,"kind"))&&(missing6="kind")||(data53.count===void 0||
!func0.call(data53,"count"))&&(missing6="count")||(data53.groupBy===void 0||!func0.call(data53,"groupBy"))&&(missing6="g\
roupBy"))return validate140.errors=[{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/oneOf/1/requi\
red",keyword:"required",params:{missingProperty:missing6}}],false;{const _errs109=errors;for(const key7 of Object.keys(data53))
if(!(key7==="kind"||key7==="count"||key7==="groupBy"||key7==="window"||key7==="distinct")){return validate140.errors=[{instancePath:instancePath+
"/trigger",schemaPath:"#/properties/trigger/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key7}}],
false;break}if(_errs109===errors){if(data53.kind!==void 0&&func0.call(data53,"kind")){const _errs110=errors;if(data53.kind!==
"threshold")return validate140.errors=[{instancePath:instancePath+"/trigger/kind",schemaPath:"#/properties/trigger/oneOf\
/1/properties/kind/const",keyword:"const",params:{allowedValue:"threshold"}}],false;var valid21=_errs110===errors}else var valid21=true;
if(valid21){if(data53.count!==void 0&&func0.call(data53,"count")){let data56=data53.count;const _errs111=errors;if(!(typeof data56==
"number"&&isFinite(data56)))return validate140.errors=[{instancePath:instancePath+"/trigger/count",schemaPath:"#/propert\
ies/trigger/oneOf/1/properties/count/type",keyword:"type",params:{type:"number"}}],false;var valid21=_errs111===errors}else
var valid21=true;if(valid21){if(data53.groupBy!==void 0&&func0.call(data53,"groupBy")){let data57=data53.groupBy;const _errs113=errors;
if(errors===_errs113)if(Array.isArray(data57)){var valid22=true;const len11=data57.length;for(let i11=0;i11<len11;i11++){
const _errs115=errors;validate143(data57[i11],{instancePath:instancePath+"/trigger/groupBy/"+i11,parentData:data57,parentDataProperty:i11,
rootData})||(vErrors=vErrors===null?validate143.errors:vErrors.concat(validate143.errors),errors=vErrors.length);var valid22=_errs115===
errors;if(!valid22)break}}else return validate140.errors=[{instancePath:instancePath+"/trigger/groupBy",schemaPath:"#/pr\
operties/trigger/oneOf/1/properties/groupBy/type",keyword:"type",params:{type:"array"}}],false;var valid21=_errs113===errors}else
var valid21=true;if(valid21){if(data53.window!==void 0&&func0.call(data53,"window")){let data59=data53.window;const _errs116=errors;
if(!(typeof data59=="number"&&isFinite(data59)))return validate140.errors=[{instancePath:instancePath+"/trigger/window",
schemaPath:"#/properties/trigger/oneOf/1/properties/window/type",keyword:"type",params:{type:"number"}}],false;var valid21=_errs116===
errors}else var valid21=true;if(valid21)if(data53.distinct!==void 0&&func0.call(data53,"distinct")){let data60=data53.distinct;
const _errs118=errors;if(errors===_errs118)if(data60&&typeof data60=="object"&&!Array.isArray(data60)){let missing7;if((data60.
field===void 0||!func0.call(data60,"field"))&&(missing7="field")||(data60.count===void 0||!func0.call(data60,"count"))&&
(missing7="count"))return validate140.errors=[{instancePath:instancePath+"/trigger/distinct",schemaPath:"#/properties/tr\
igger/oneOf/1/properties/distinct/required",keyword:"required",params:{missingProperty:missing7}}],false;{const _errs120=errors;
for(const key8 of Object.keys(data60))if(!(key8==="field"||key8==="count")){return validate140.errors=[{instancePath:instancePath+
"/trigger/distinct",schemaPath:"#/properties/trigger/oneOf/1/properties/distinct/additionalProperties",keyword:"addition\
alProperties",params:{additionalProperty:key8}}],false;break}if(_errs120===errors){if(data60.field!==void 0&&func0.call(
data60,"field")){const _errs121=errors;validate143(data60.field,{instancePath:instancePath+"/trigger/distinct/field",parentData:data60,
parentDataProperty:"field",rootData})||(vErrors=vErrors===null?validate143.errors:vErrors.concat(validate143.errors),errors=
vErrors.length);var valid23=_errs121===errors}else var valid23=true;if(valid23)if(data60.count!==void 0&&func0.call(data60,
"count")){let data62=data60.count;const _errs122=errors;if(!(typeof data62=="number"&&isFinite(data62)))return validate140.
errors=[{instancePath:instancePath+"/trigger/distinct/count",schemaPath:"#/properties/trigger/oneOf/1/properties/distinc\
t/properties/count/type",keyword:"type",params:{type:"number"}}],false;var valid23=_errs122===errors}else var valid23=true}}}else
return validate140.errors=[{instancePath:instancePath+"/trigger/distinct",schemaPath:"#/properties/trigger/oneOf/1/prope\
rties/distinct/type",keyword:"type",params:{type:"object"}}],false;var valid21=_errs118===errors}else var valid21=true}}}}}}}else if(tag0===
"newTerms"){if(data53&&typeof data53=="object"&&!Array.isArray(data53)){let missing8;if((data53.kind===void 0||!func0.call(
data53,"kind"))&&(missing8="kind")||(data53.fields===void 0||!func0.call(data53,"fields"))&&(missing8="fields")||(data53.
history===void 0||!func0.call(data53,"history"))&&(missing8="history"))return validate140.errors=[{instancePath:instancePath+
"/trigger",schemaPath:"#/properties/trigger/oneOf/2/required",keyword:"required",params:{missingProperty:missing8}}],false;
{const _errs125=errors;for(const key9 of Object.keys(data53))if(!(key9==="kind"||key9==="fields"||key9==="history")){return validate140.
errors=[{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/oneOf/2/additionalProperties",keyword:"ad\
ditionalProperties",params:{additionalProperty:key9}}],false;break}if(_errs125===errors){if(data53.kind!==void 0&&func0.
call(data53,"kind")){const _errs126=errors;if(data53.kind!=="newTerms")return validate140.errors=[{instancePath:instancePath+
"/trigger/kind",schemaPath:"#/properties/trigger/oneOf/2/properties/kind/const",keyword:"const",params:{allowedValue:"ne\
wTerms"}}],false;var valid25=_errs126===errors}else var valid25=true;if(valid25){if(data53.fields!==void 0&&func0.call(data53,
"fields")){let data64=data53.fields;const _errs127=errors;if(errors===_errs127)if(Array.isArray(data64)){var valid26=true;
const len12=data64.length;for(let i12=0;i12<len12;i12++){const _errs129=errors;validate143(data64[i12],{instancePath:instancePath+
"/trigger/fields/"+i12,parentData:data64,parentDataProperty:i12,rootData})||(vErrors=vErrors===null?validate143.errors:vErrors.
concat(validate143.errors),errors=vErrors.length);var valid26=_errs129===errors;if(!valid26)break}}else return validate140.
errors=[{instancePath:instancePath+"/trigger/fields",schemaPath:"#/properties/trigger/oneOf/2/properties/fields/type",keyword:"\
type",params:{type:"array"}}],false;var valid25=_errs127===errors}else var valid25=true;if(valid25)if(data53.history!==void 0&&
func0.call(data53,"history")){let data66=data53.history;const _errs130=errors;if(!(typeof data66=="number"&&isFinite(data66)))
return validate140.errors=[{instancePath:instancePath+"/trigger/history",schemaPath:"#/properties/trigger/oneOf/2/proper\
ties/history/type",keyword:"type",params:{type:"number"}}],false;var valid25=_errs130===errors}else var valid25=true}}}}}else if(tag0===
"other"){if(data53&&typeof data53=="object"&&!Array.isArray(data53)){let missing9;if((data53.kind===void 0||!func0.call(
data53,"kind"))&&(missing9="kind")||(data53.language===void 0||!func0.call(data53,"language"))&&(missing9="language")||(data53.
name===void 0||!func0.call(data53,"name"))&&(missing9="name")||(data53.source===void 0||!func0.call(data53,"source"))&&(missing9=
"source"))return validate140.errors=[{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/oneOf/3/requ\
ired",keyword:"required",params:{missingProperty:missing9}}],false;{const _errs133=errors;for(const key10 of Object.keys(
data53))if(!(key10==="kind"||key10==="language"||key10==="name"||key10==="source"||key10==="condition")){return validate140.
errors=[{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/oneOf/3/additionalProperties",keyword:"ad\
ditionalProperties",params:{additionalProperty:key10}}],false;break}if(_errs133===errors){if(data53.kind!==void 0&&func0.
call(data53,"kind")){const _errs134=errors;if(data53.kind!=="other")return validate140.errors=[{instancePath:instancePath+
"/trigger/kind",schemaPath:"#/properties/trigger/oneOf/3/properties/kind/const",keyword:"const",params:{allowedValue:"ot\
her"}}],false;var valid28=_errs134===errors}else var valid28=true;if(valid28){if(data53.language!==void 0&&func0.call(data53,
"language")){const _errs135=errors;if(typeof data53.language!="string")return validate140.errors=[{instancePath:instancePath+
"/trigger/language",schemaPath:"#/properties/trigger/oneOf/3/properties/language/type",keyword:"type",params:{type:"stri\
ng"}}],false;var valid28=_errs135===errors}else var valid28=true;if(valid28)if(data53.name!==void 0&&func0.call(data53,"\
name")){const _errs137=errors;if(typeof data53.name!="string")return validate140.errors=[{instancePath:instancePath+"/tr\
igger/name",schemaPath:"#/properties/trigger/oneOf/3/properties/name/type",keyword:"type",params:{type:"string"}}],false;
var valid28=_errs137===errors}else var valid28=true}}}}}else return validate140.errors=[{instancePath:instancePath+"/tri\
gger",schemaPath:"#/properties/trigger/discriminator",keyword:"discriminator",params:{error:"mapping",tag:"kind",tagValue:tag0}}],
false;else return validate140.errors=[{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/discriminat\
or",keyword:"discriminator",params:{error:"tag",tag:"kind",tagValue:tag0}}],false}}else return validate140.errors=[{instancePath:instancePath+
"/trigger",schemaPath:"#/properties/trigger/type",keyword:"type",params:{type:"object"}}],false;var valid0=_errs102===errors}else
var valid0=true;if(valid0){if(data.defined!==void 0&&func0.call(data,"defined")){let data70=data.defined;const _errs139=errors;
if(errors===_errs139)if(Array.isArray(data70)){var valid29=true;const len13=data70.length;for(let i13=0;i13<len13;i13++){
let data71=data70[i13];const _errs141=errors;if(errors===_errs141)if(data71&&typeof data71=="object"&&!Array.isArray(data71)){
let missing10;if((data71.when===void 0||!func0.call(data71,"when"))&&(missing10="when"))return validate140.errors=[{instancePath:instancePath+
"/defined/"+i13,schemaPath:"#/properties/defined/items/required",keyword:"required",params:{missingProperty:missing10}}],
false;{const _errs143=errors;for(const key11 of Object.keys(data71))if(!(key11==="when"||key11==="span")){return validate140.
errors=[{instancePath:instancePath+"/defined/"+i13,schemaPath:"#/properties/defined/items/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:key11}}],false;break}_errs143===errors&&data71.span!==void 0&&func0.call(
data71,"span")&&(validate157(data71.span,{instancePath:instancePath+"/defined/"+i13+"/span",parentData:data71,parentDataProperty:"\
span",rootData})||(vErrors=vErrors===null?validate157.errors:vErrors.concat(validate157.errors),errors=vErrors.length))}}else
return validate140.errors=[{instancePath:instancePath+"/defined/"+i13,schemaPath:"#/properties/defined/items/type",keyword:"\
type",params:{type:"object"}}],false;var valid29=_errs141===errors;if(!valid29)break}}else return validate140.errors=[{instancePath:instancePath+
"/defined",schemaPath:"#/properties/defined/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs139===errors}else
var valid0=true;if(valid0){if(data.assumptions!==void 0&&func0.call(data,"assumptions")){const _errs145=errors;validate154(
data.assumptions,{instancePath:instancePath+"/assumptions",parentData:data,parentDataProperty:"assumptions",rootData})||
(vErrors=vErrors===null?validate154.errors:vErrors.concat(validate154.errors),errors=vErrors.length);var valid0=_errs145===
errors}else var valid0=true;if(valid0){if(data.tests!==void 0&&func0.call(data,"tests")){let data74=data.tests;const _errs146=errors;
if(errors===_errs146)if(Array.isArray(data74)){var valid31=true;const len14=data74.length;for(let i14=0;i14<len14;i14++){
let data75=data74[i14];const _errs148=errors;if(errors===_errs148)if(data75&&typeof data75=="object"&&!Array.isArray(data75)){
let missing11;if((data75.name===void 0||!func0.call(data75,"name"))&&(missing11="name")||(data75.event===void 0||!func0.
call(data75,"event"))&&(missing11="event")||(data75.expected===void 0||!func0.call(data75,"expected"))&&(missing11="expe\
cted"))return validate140.errors=[{instancePath:instancePath+"/tests/"+i14,schemaPath:"#/properties/tests/items/required",
keyword:"required",params:{missingProperty:missing11}}],false;{const _errs150=errors;for(const key12 of Object.keys(data75))
if(!(key12==="name"||key12==="event"||key12==="expected"||key12==="vendor")){return validate140.errors=[{instancePath:instancePath+
"/tests/"+i14,schemaPath:"#/properties/tests/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key12}}],
false;break}if(_errs150===errors){if(data75.name!==void 0&&func0.call(data75,"name")){const _errs151=errors;if(typeof data75.
name!="string")return validate140.errors=[{instancePath:instancePath+"/tests/"+i14+"/name",schemaPath:"#/properties/test\
s/items/properties/name/type",keyword:"type",params:{type:"string"}}],false;var valid32=_errs151===errors}else var valid32=true;
if(valid32){if(data75.expected!==void 0&&func0.call(data75,"expected")){const _errs153=errors;if(typeof data75.expected!=
"boolean")return validate140.errors=[{instancePath:instancePath+"/tests/"+i14+"/expected",schemaPath:"#/properties/tests\
/items/properties/expected/type",keyword:"type",params:{type:"boolean"}}],false;var valid32=_errs153===errors}else var valid32=true;
if(valid32)if(data75.vendor!==void 0&&func0.call(data75,"vendor")){let data78=data75.vendor;const _errs155=errors;if(!(data78&&
typeof data78=="object"&&!Array.isArray(data78)))return validate140.errors=[{instancePath:instancePath+"/tests/"+i14+"/v\
endor",schemaPath:"#/properties/tests/items/properties/vendor/type",keyword:"type",params:{type:"object"}}],false;var valid32=_errs155===
errors}else var valid32=true}}}}else return validate140.errors=[{instancePath:instancePath+"/tests/"+i14,schemaPath:"#/p\
roperties/tests/items/type",keyword:"type",params:{type:"object"}}],false;var valid31=_errs148===errors;if(!valid31)break}}else
return validate140.errors=[{instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/type",keyword:"type",params:{
type:"array"}}],false;var valid0=_errs146===errors}else var valid0=true;if(valid0){if(data.namedLists!==void 0&&func0.call(
data,"namedLists")){let data79=data.namedLists;const _errs157=errors;if(errors===_errs157)if(Array.isArray(data79)){var valid33=true;
const len15=data79.length;for(let i15=0;i15<len15;i15++){let data80=data79[i15];const _errs159=errors;if(errors===_errs159)
if(data80&&typeof data80=="object"&&!Array.isArray(data80)){let missing12;if((data80.name===void 0||!func0.call(data80,"\
name"))&&(missing12="name")||(data80.values===void 0||!func0.call(data80,"values"))&&(missing12="values"))return validate140.
errors=[{instancePath:instancePath+"/namedLists/"+i15,schemaPath:"#/properties/namedLists/items/required",keyword:"requi\
red",params:{missingProperty:missing12}}],false;{const _errs161=errors;for(const key13 of Object.keys(data80))if(!(key13===
"name"||key13==="values")){return validate140.errors=[{instancePath:instancePath+"/namedLists/"+i15,schemaPath:"#/proper\
ties/namedLists/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key13}}],false;break}
if(_errs161===errors){if(data80.name!==void 0&&func0.call(data80,"name")){let data81=data80.name;const _errs162=errors;if(errors===
_errs162)if(typeof data81=="string"){if(!pattern2.test(data81))return validate140.errors=[{instancePath:instancePath+"/n\
amedLists/"+i15+"/name",schemaPath:"#/properties/namedLists/items/properties/name/pattern",keyword:"pattern",params:{pattern:"\
^[a-z][a-z0-9_]*$"}}],false}else return validate140.errors=[{instancePath:instancePath+"/namedLists/"+i15+"/name",schemaPath:"\
#/properties/namedLists/items/properties/name/type",keyword:"type",params:{type:"string"}}],false;var valid34=_errs162===
errors}else var valid34=true;if(valid34)if(data80.values!==void 0&&func0.call(data80,"values")){let data82=data80.values;
const _errs164=errors;if(errors===_errs164)if(Array.isArray(data82)){var valid35=true;const len16=data82.length;for(let i16=0;i16<
len16;i16++){const _errs166=errors;if(typeof data82[i16]!="string")return validate140.errors=[{instancePath:instancePath+
"/namedLists/"+i15+"/values/"+i16,schemaPath:"#/properties/namedLists/items/properties/values/items/type",keyword:"type",
params:{type:"string"}}],false;var valid35=_errs166===errors;if(!valid35)break}}else return validate140.errors=[{instancePath:instancePath+
"/namedLists/"+i15+"/values",schemaPath:"#/properties/namedLists/items/properties/values/type",keyword:"type",params:{type:"\
array"}}],false;var valid34=_errs164===errors}else var valid34=true}}}else return validate140.errors=[{instancePath:instancePath+
"/namedLists/"+i15,schemaPath:"#/properties/namedLists/items/type",keyword:"type",params:{type:"object"}}],false;var valid33=_errs159===
errors;if(!valid33)break}}else return validate140.errors=[{instancePath:instancePath+"/namedLists",schemaPath:"#/propert\
ies/namedLists/type",keyword:"type",params:{type:"array"}}],false;var valid0=_errs157===errors}else var valid0=true;if(valid0){
if(data.vendor!==void 0&&func0.call(data,"vendor")){let data84=data.vendor;const _errs168=errors;if(!(data84&&typeof data84==
"object"&&!Array.isArray(data84)))return validate140.errors=[{instancePath:instancePath+"/vendor",schemaPath:"#/properti\
es/vendor/type",keyword:"type",params:{type:"object"}}],false;var valid0=_errs168===errors}else var valid0=true;if(valid0){
if(data.origin!==void 0&&func0.call(data,"origin")){let data85=data.origin;const _errs170=errors;if(errors===_errs170)if(data85&&
typeof data85=="object"&&!Array.isArray(data85))for(const key14 of Object.keys(data85)){const _errs173=errors;if(typeof data85[key14]!=
"string")return validate140.errors=[{instancePath:instancePath+"/origin/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"\
#/properties/origin/additionalProperties/type",keyword:"type",params:{type:"string"}}],false;var valid36=_errs173===errors;
if(!valid36)break}else return validate140.errors=[{instancePath:instancePath+"/origin",schemaPath:"#/properties/origin/t\
ype",keyword:"type",params:{type:"object"}}],false;var valid0=_errs170===errors}else var valid0=true;if(valid0)if(data.span!==
void 0&&func0.call(data,"span")){const _errs175=errors;validate157(data.span,{instancePath:instancePath+"/span",parentData:data,
parentDataProperty:"span",rootData})||(vErrors=vErrors===null?validate157.errors:vErrors.concat(validate157.errors),errors=
vErrors.length);var valid0=_errs175===errors}else var valid0=true}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}else return validate140.
errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}],false;return validate140.errors=vErrors,
errors===0}return{condition,regex,expression,rule}}
